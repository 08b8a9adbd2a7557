import { markRead } from '../../../lib/domain/conversation/chat-store.ts';
import { type DeliveryPorts, deliver } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { readNotice, readReceipt } from '../../../lib/protocol/pushes.ts';
import type { openim } from '../../../lib/protocol/services/openim.ts';

type Spec = typeof openim.commands.msgreaded;

/**
 * Moves read positions forward, 1 write unit each, and tells the peers and the reader's other clients. A position that
 * was there already is told to nobody.
 */
export const msgreaded: Handler<Spec, DeliveryPorts> = async (body, context, deps) => {
  const { application, caller, call } = context;
  const app = application.id;
  const owner = caller.account;
  const now = Math.floor(deps.clock.now() / 1000);
  const moved = await Promise.all(
    body.C2CMsgReaded.C2CMsgReadedItem.map(async ({ To_Account: peer, LastedMsgTime }) => {
      // A position in the future would hide messages that are still to come.
      const time = Math.min(LastedMsgTime, now);
      return { peer, time, moved: await markRead(deps.table, { app, owner, peer }, time) };
    }),
  );
  const news = moved.filter(position => position.moved);
  if (news.length === 0) return {};
  const peers = news.filter(({ peer }) => peer !== owner);
  await Promise.all([
    deliver(deps, app, owner, [readNotice(news)], call.connection),
    ...peers.map(({ peer, time }) => deliver(deps, app, peer, [readReceipt(owner, time)])),
  ]);
  return {};
};
