import { lifeOf } from '../../lib/domain/group/group-store.ts';
import { type Joining, join, rulesOf } from '../../lib/domain/group/join.ts';
import { fullAccounts } from '../../lib/domain/group/joined-store.ts';
import type { ErrorName } from '../../lib/protocol/errors.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import type { MemberItem } from '../../lib/table/group-items.ts';
import { knownAmong } from './known-accounts.ts';
import type { Place } from './membership.ts';

/** What became of those who were to become members, and why not. */
export interface Added {
  readonly results: ReadonlyMap<UserId, Joining>;
  readonly members: readonly MemberItem[];
  readonly count: number;
  /** Why the first who did not come did not. */
  readonly obstacle?: ErrorName | undefined;
}

/** Makes accounts members as far as they exist, may be in one more group and there is room; `join` says what it costs. */
export const addMembers = async (
  { deps, context, group }: Place,
  accounts: readonly UserId[],
): Promise<Added> => {
  const { id: app, settings } = context.application;
  const [known, busy] = await Promise.all([
    knownAmong(deps, app, accounts),
    fullAccounts(deps.table, app, accounts, settings.groupsPerAccount),
  ]);
  const newcomers = accounts.filter(account => known.has(account) && !busy.has(account));
  const rules = rulesOf(group, settings, deps.clock.now());
  const joined = await join(
    deps.table,
    group,
    lifeOf(app, group),
    newcomers.map(account => ({ account })),
    rules,
  );
  const reasons: readonly (ErrorName | undefined)[] = accounts.map(account => {
    if (!known.has(account)) return 'GroupAccountNotFound';
    if (busy.has(account)) return 'TooManyGroupsOfAccount';
    return joined.results.get(account) === 'full' ? 'GroupFull' : undefined;
  });
  return { ...joined, obstacle: reasons.find(reason => reason !== undefined) };
};
