import { permit } from '../../../lib/domain/group/standing.ts';
import { bansOf } from '../../../lib/domain/room/bans.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { roomCommands } from '../../../lib/protocol/room-commands.ts';
import type { GroupDeps } from '../deps.ts';
import { roomCall } from '../room-call.ts';

type Spec = typeof roomCommands.get_group_ban_member;

/** Lists who is kept out of a live room, by name: 1 read unit for each begun 4 KB. */
export const getGroupBanMember: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { group, life, actor } = await roomCall(body, context, deps, 'ban_group_member');
  permit('mute', group, actor);
  const bans = await bansOf(deps.table, life, deps.clock.now());
  const end = body.Offset + body.Limit;
  return {
    BannedAccountList: bans.slice(body.Offset, end).map(({ account, ExpiresAt = 0 }) => ({
      Member_Account: account,
      BannedUntil: ExpiresAt,
    })),
    NextOffset: end < bans.length ? end : 0,
  };
};
