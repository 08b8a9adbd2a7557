import type * as z from 'zod';
import { forEachOf } from '../../../lib/domain/bounded.ts';
import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import { join, type Newcomer, rulesOf } from '../../../lib/domain/group/join.ts';
import { fullAccounts } from '../../../lib/domain/group/joined-store.ts';
import { checkType } from '../../../lib/domain/group/refused-commands.ts';
import { traits } from '../../../lib/domain/group/types.ts';
import { stateOf } from '../../../lib/domain/group-log/state.ts';
import { positionFor } from '../../../lib/domain/group-log/unread.ts';
import type { Application } from '../../../lib/kernel/application.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { GroupItem } from '../../../lib/table/group-items.ts';
import type { GroupDeps } from '../deps.ts';
import { knownAmong } from '../known-accounts.ts';
import { resultNumber } from '../member-results.ts';
import { connectMembers } from '../membership.ts';

type Spec = typeof groupOpenHttpSvc.commands.import_group_member;
type Body = z.output<Spec['body']>;

/** Those who can come in as they were, with their positions. @throws Fault GroupNotFound */
const newcomersOf = async (
  { MemberList }: Body,
  group: GroupItem,
  { id: app, settings }: Application,
  deps: GroupDeps,
): Promise<readonly Newcomer[]> => {
  const now = deps.clock.now();
  const life = lifeOf(app, group);
  const named = MemberList.map(({ Member_Account }) => Member_Account);
  const [known, full, state] = await Promise.all([
    knownAmong(deps, app, named),
    fullAccounts(deps.table, app, named, settings.groupsPerAccount),
    stateOf(deps.table, life),
  ]);
  if (!state) throw new Fault('GroupNotFound');
  const fits = ({ Member_Account, Role, JoinTime = group.createdAt }: Body['MemberList'][number]) =>
    known.has(Member_Account) &&
    !full.has(Member_Account) &&
    JoinTime >= group.createdAt &&
    JoinTime * 1000 <= now &&
    (!Role || traits[group.type].roles.includes(Role));
  return forEachOf(
    MemberList.filter(fits),
    async ({ Member_Account: account, Role, JoinTime, UnreadMsgNum }) => ({
      account,
      role: Role,
      joinedAt: JoinTime,
      past: await positionFor(deps.table, life, account, state, UnreadMsgNum ?? 0, now),
    }),
  );
};

/**
 * Puts accounts into a group as they were elsewhere, and tells nobody: as `add_group_member`, and 1 read unit for each begun 4 KB of the
 * last 100 messages for each who has unread ones.
 */
export const importGroupMember: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { application } = context;
  const group = await deps.groups.expect(application.id, body.GroupId);
  checkType('import_group_member', group.type);
  const newcomers = await newcomersOf(body, group, application, deps);
  const rules = rulesOf(group, application.settings, deps.clock.now());
  const life = lifeOf(application.id, group);
  const { results, members } = await join(deps.table, group, life, newcomers, rules);
  await connectMembers({ deps, context, group }, members);
  return {
    MemberList: body.MemberList.map(({ Member_Account }) => ({
      Member_Account,
      Result: resultNumber(results.get(Member_Account)),
    })),
  };
};
