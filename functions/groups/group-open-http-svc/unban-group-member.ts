import { tipOf } from '../../../lib/domain/group/notices.ts';
import { permit } from '../../../lib/domain/group/standing.ts';
import { announceTip } from '../../../lib/domain/group-log/tip.ts';
import { unban } from '../../../lib/domain/room/bans.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { roomCommands } from '../../../lib/protocol/room-commands.ts';
import type { GroupDeps } from '../deps.ts';
import { roomCall } from '../room-call.ts';

type Spec = typeof roomCommands.unban_group_member;

/** Lets accounts into a live room again: 1 write unit each. */
export const unbanGroupMember: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { application, caller } = context;
  const { group, life, actor } = await roomCall(body, context, deps, 'ban_group_member');
  permit('mute', group, actor);
  const accounts = [...new Set(body.Members_Account)];
  await unban(deps.table, life, accounts);
  const tip = await tipOf(deps, life.app, caller.account, { OpType: 11, List_Account: accounts });
  await announceTip(deps, application, group, { about: 'memberProfile', ...tip });
  return {};
};
