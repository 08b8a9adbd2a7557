import { conversationsOf } from '../../../lib/domain/conversation/chat-store.ts';
import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { openim } from '../../../lib/protocol/services/openim.ts';
import { moveReadPositions } from '../read-positions.ts';

type Spec = typeof openim.commands.read_all_unread_msg;

/**
 * Marks every conversation of the caller as read, up to what has come: 1 read unit for about 15 conversations and 1 write unit
 * for each with something unread.
 */
export const readAllUnreadMsg: Handler<Spec, DeliveryPorts> = async (
  { C2CReadAllMsg },
  { application, caller, call },
  deps,
) => {
  const reply = { C2CReadAllMsg, GroupReadInfoArray: [] };
  if (C2CReadAllMsg === 0) return reply;
  const { id: app } = application;
  const { account } = caller;
  const { chats } = await conversationsOf(deps.table, app, account, deps.clock.now());
  const unread = chats.flatMap(({ peer, peerTime = 0, readTime = 0 }) =>
    peerTime > readTime ? [{ peer, time: peerTime }] : [],
  );
  const notice = () => ({ Event: 14, C2CReadAllMsg: 1 }) as const;
  await moveReadPositions(deps, app, account, unread, call.connection, notice);
  return reply;
};
