import { chatOf, conversationsOf } from '../../../lib/domain/conversation/chat-store.ts';
import { unreadCounts, unreadOf } from '../../../lib/domain/message/unread.ts';
import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import { errors } from '../../../lib/protocol/errors.ts';
import type { SdkAppId, UserId } from '../../../lib/protocol/ids.ts';
import type { openim } from '../../../lib/protocol/services/openim.ts';

type Spec = typeof openim.commands.get_c2c_unread_msg_num;
type Deps = TablePorts & Shared;

const total = async ({ table, clock }: Deps, app: SdkAppId, owner: UserId): Promise<number> => {
  const { chats } = await conversationsOf(table, app, owner, clock.now());
  const counts = await unreadCounts(table, app, owner, chats, clock.now());
  return counts.reduce((sum, { count }) => sum + count, 0);
};

/** The unread messages from one peer; undefined when there is no such account. */
const countOf = async (
  { table, clock, accounts }: Deps,
  app: SdkAppId,
  owner: UserId,
  peer: UserId,
): Promise<number | undefined> => {
  if (!(await accounts.find(app, peer))) return undefined;
  const chat = await chatOf(table, { app, owner, peer }, clock.now());
  return chat ? unreadOf(table, app, owner, chat, clock.now()) : 0;
};

/** Counts unread messages: 1 read unit for each peer named, else for about 15 conversations, and what counting takes. */
export const getC2cUnreadMsgNum: Handler<Spec, Deps> = async (body, { application }, deps) => {
  const { To_Account: owner, Peer_Account: named } = body;
  if (!(await deps.accounts.find(application.id, owner)))
    throw new Fault('ReceiverNotValid', 'there is no such account');
  if (!named) return { AllC2CUnreadMsgNum: await total(deps, application.id, owner) };
  const peers = [...new Set(named)];
  const counts = await Promise.all(peers.map(peer => countOf(deps, application.id, owner, peer)));
  const counted = peers.map((peer, i) => ({ peer, count: counts[i] }));
  return {
    C2CUnreadMsgNumList: counted.flatMap(({ peer, count }) =>
      count === undefined ? [] : [{ Peer_Account: peer, C2CUnreadMsgNum: count }],
    ),
    ErrorList: counted
      .filter(({ count }) => count === undefined)
      .map(({ peer }) => ({ Peer_Account: peer, ErrorCode: errors.AccountNotFound.code })),
  };
};
