import { forEachOf } from '../../../lib/domain/bounded.ts';
import { notice, tellNotice, tipOf } from '../../../lib/domain/group/notices.ts';
import { permit } from '../../../lib/domain/group/standing.ts';
import { announceTip } from '../../../lib/domain/group-log/tip.ts';
import { ban } from '../../../lib/domain/room/bans.ts';
import { leaveRoom } from '../../../lib/domain/room/presence.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { roomCommands } from '../../../lib/protocol/room-commands.ts';
import type { GroupDeps } from '../deps.ts';
import { roomCall } from '../room-call.ts';

type Spec = typeof roomCommands.ban_group_member;

/**
 * Puts accounts out of a live room for a while: first nobody of them comes in any more, then they are taken out and told, then the
 * room is. 1 read and 1 write unit each, 3 write units more for each client that was in.
 */
export const banGroupMember: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { application, caller, call } = context;
  const { group, life, actor } = await roomCall(body, context, deps, 'ban_group_member');
  permit('mute', group, actor);
  const accounts = [...new Set(body.Members_Account)];
  if (group.owner && accounts.includes(group.owner)) throw new Fault('GroupNotPermitted');
  const until = Math.floor(deps.clock.now() / 1000) + body.Duration;
  await ban(deps.table, life, accounts, until, body.Description);
  await forEachOf(accounts, account => leaveRoom(deps, { app: life.app, account }, life));
  const removed = {
    ReportType: notice.removed,
    Operator_Account: caller.account,
    ...(body.Description && { RemarkInfo: body.Description }),
  };
  await tellNotice(deps, life.app, group, accounts, removed, call.connection);
  const tip = await tipOf(deps, life.app, caller.account, { OpType: 10, List_Account: accounts });
  await announceTip(deps, application, group, { about: 'memberProfile', ...tip });
  return {};
};
