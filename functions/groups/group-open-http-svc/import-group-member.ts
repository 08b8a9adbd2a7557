import { forEachOf } from '../../../lib/domain/bounded.ts';
import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import { join, rulesOf } from '../../../lib/domain/group/join.ts';
import { fullAccounts } from '../../../lib/domain/group/joined-store.ts';
import { checkType, traits } from '../../../lib/domain/group/types.ts';
import { stateOf } from '../../../lib/domain/group-log/state.ts';
import { positionFor } from '../../../lib/domain/group-log/unread.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { GroupDeps } from '../deps.ts';
import { knownAmong } from '../known-accounts.ts';
import { resultNumber } from '../member-results.ts';
import { connectMembers } from '../membership.ts';

type Spec = typeof groupOpenHttpSvc.commands.import_group_member;

/**
 * Puts accounts into a group as they were elsewhere, and tells nobody: as `add_group_member`, and 1 read unit for each begun 4 KB of the
 * last 100 messages for each who has unread ones.
 */
export const importGroupMember: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { id: app, settings } = context.application;
  const group = await deps.groups.expect(app, body.GroupId);
  checkType('import_group_member', group.type);
  const now = deps.clock.now();
  const named = body.MemberList.map(({ Member_Account }) => Member_Account);
  const [known, full] = await Promise.all([
    knownAmong(deps, app, named),
    fullAccounts(deps.table, app, named, settings.groupsPerAccount),
  ]);
  const fits = ({ Member_Account, Role, JoinTime = group.createdAt }: (typeof body.MemberList)[number]) =>
    known.has(Member_Account) &&
    !full.has(Member_Account) &&
    JoinTime >= group.createdAt &&
    JoinTime * 1000 <= now &&
    (!Role || traits[group.type].roles.includes(Role));
  const life = lifeOf(app, group);
  const state = await stateOf(deps.table, life);
  if (!state) throw new Fault('GroupNotFound');
  const newcomers = await forEachOf(body.MemberList.filter(fits), async member => ({
    account: member.Member_Account,
    role: member.Role,
    joinedAt: member.JoinTime,
    past: await positionFor(deps.table, life, member.Member_Account, state, member.UnreadMsgNum ?? 0, now),
  }));
  const { results, members } = await join(deps.table, group, life, newcomers, rulesOf(group, settings, now));
  await connectMembers({ deps, context, group }, members);
  return {
    MemberList: named.map(account => ({
      Member_Account: account,
      Result: resultNumber(results.get(account)),
    })),
  };
};
