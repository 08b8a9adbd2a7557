import { lifeOf } from '../../lib/domain/group/group-store.ts';
import { notice, tellNotice, tipOf } from '../../lib/domain/group/notices.ts';
import { announceTip } from '../../lib/domain/group-log/tip.ts';
import { isBanned } from '../../lib/domain/room/bans.ts';
import { enterRoom } from '../../lib/domain/room/enter-room.ts';
import { lastMessages } from '../../lib/domain/room/history.ts';
import { leaveRoom, leavingWith } from '../../lib/domain/room/presence.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { InstanceId } from '../../lib/protocol/ids.ts';
import type { Place } from './membership.ts';
import { shardsOf } from './room-call.ts';

/** A live room is for clients, each of which is in it by itself. */
const clientOf = ({ context: { application, caller } }: Place) => {
  const { account, instance } = caller;
  if (instance === undefined) throw new Fault('GroupNotPermitted', 'only a client can be in a live room');
  return { app: application.id, account, instance: instance as InstanceId };
};

/**
 * Brings the calling client into a live room: 6 read and 3 write units however many are in it, and a tip, which the room may drop.
 * @throws Fault GroupNotPermitted for whoever is banned, GroupNotFound
 */
export const enterLiveRoom = async (place: Place) => {
  const { deps, context, group } = place;
  const { application } = context;
  const owner = clientOf(place);
  const life = lifeOf(owner.app, group);
  const [banned, shards] = await Promise.all([
    isBanned(deps.table, life, owner.account, deps.clock.now()),
    shardsOf(deps, life),
  ]);
  if (banned) throw new Fault('GroupNotPermitted', 'banned from the room');
  const { rosterShardClients, roomHistory } = application.settings;
  const how = await enterRoom(deps, owner, life, { shards, size: rosterShardClients });
  // Of a ban and an entry at the same moment one sees the other: the ban is written before it looks who is in.
  if (await isBanned(deps.table, life, owner.account, deps.clock.now())) {
    await leaveRoom(deps, owner, life);
    throw new Fault('GroupNotPermitted', 'banned from the room');
  }
  if (how === 'gone') throw new Fault('GroupNotPermitted', 'logged out at this moment');
  if (how === 'entered') {
    const body = { OpType: 1, List_Account: [owner.account], GroupJoinType: 1 } as const;
    const tip = await tipOf(deps, owner.app, owner.account, body);
    await announceTip(deps, application, group, { about: 'members', ...tip });
  }
  return {
    JoinedStatus: 'JoinedSuccess' as const,
    HugeGroupFlag: 1,
    AVChatRoomKey: group.group,
    ...(roomHistory && { RspMsgList: await lastMessages(deps, group, life) }),
  };
};

/**
 * Takes the calling client out of a live room, and others of its account as its platform says: 3 read units, 3 write units for each,
 * and a tip.
 * @throws Fault OwnerMayNotLeave, GroupNotPermitted for who is not in it
 */
export const leaveLiveRoom = async (place: Place): Promise<void> => {
  const { deps, context, group } = place;
  const { application, call } = context;
  const owner = clientOf(place);
  if (group.owner === owner.account) throw new Fault('OwnerMayNotLeave');
  const which = leavingWith(call.claims.platform ?? 7);
  const left = await leaveRoom(deps, owner, lifeOf(owner.app, group), which);
  if (left === 0) throw new Fault('GroupNotPermitted', 'not in the room');
  const body = { OpType: 2, List_Account: [owner.account] } as const;
  const tip = await tipOf(deps, owner.app, owner.account, body);
  await announceTip(deps, application, group, { about: 'members', ...tip });
  const gone = { ReportType: notice.left, Operator_Account: owner.account };
  await tellNotice(deps, owner.app, group, [owner.account], gone, call.connection);
};
