import { forEachOf } from '../../../lib/domain/bounded.ts';
import { conversationsOf } from '../../../lib/domain/conversation/chat-store.ts';
import type { GroupDirectory } from '../../../lib/domain/group/group-directory.ts';
import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import { memberOf } from '../../../lib/domain/group/member-store.ts';
import { noticeEvent } from '../../../lib/domain/group/notices.ts';
import { markGroupRead } from '../../../lib/domain/group-log/read-position.ts';
import { type DeliveryPorts, deliver } from '../../../lib/domain/session/deliver.ts';
import type { Context, Handler } from '../../../lib/kernel/call.ts';
import { errors } from '../../../lib/protocol/errors.ts';
import type { GroupId, SdkAppId, UserId } from '../../../lib/protocol/ids.ts';
import type { openim } from '../../../lib/protocol/services/openim.ts';
import { moveReadPositions } from '../read-positions.ts';

type Spec = typeof openim.commands.read_all_unread_msg;
type Deps = DeliveryPorts & { readonly groups: GroupDirectory };

/** Moves the read position of the caller in a group. @returns undefined when it is no member */
const readGroup = async (
  { table, clock, groups }: Deps,
  app: SdkAppId,
  account: UserId,
  { GroupId, MsgSeq }: { readonly GroupId: string; readonly MsgSeq: number },
) => {
  const group = await groups.find(app, GroupId as GroupId);
  const life = group && lifeOf(app, group);
  const member = life && (await memberOf(table, life, account));
  if (!group || !life || !member) return undefined;
  const seq = await markGroupRead(table, life, account, MsgSeq, clock.now());
  return { group, seq };
};

/** Marks groups as read and tells the caller's other clients: 2 read units and 1 write unit for each. */
const readGroups = async (
  deps: Deps,
  { application, caller, call }: Context,
  wanted: readonly { readonly GroupId: string; readonly MsgSeq: number }[],
) => {
  const { id: app } = application;
  const read = await forEachOf(wanted, one => readGroup(deps, app, caller.account, one));
  const moved = read.flatMap(one => (one?.seq === undefined ? [] : [{ ...one, seq: one.seq }]));
  const events = moved.map(({ group, seq }) => {
    const position = { GroupId: group.group, LastReadMsgSeq: seq };
    return noticeEvent(group, { GroupReadInfoArray: [position] }, deps.clock.now());
  });
  if (events.length > 0) await deliver(deps, app, caller.account, events, call.connection);
  return wanted.map((one, i) => ({ ...one, RetCode: read[i] ? 0 : errors.GroupNotFound.code }));
};

/**
 * Marks every conversation of the caller as read, up to what has come: 1 read unit for about 15 conversations and 1 write unit
 * for each with something unread; groups up to the messages that the caller knows.
 */
export const readAllUnreadMsg: Handler<Spec, Deps> = async (body, context, deps) => {
  const { C2CReadAllMsg } = body;
  const { application, caller, call } = context;
  const reply = { C2CReadAllMsg, GroupReadInfoArray: await readGroups(deps, context, body.GroupReadInfo) };
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
