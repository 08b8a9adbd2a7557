import type { Table } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { GroupItem, GroupLeadersItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import { membersAmong } from './member-store.ts';

/**
 * Notes who is about to become an administrator of a group, so that they are found among any number of members: 1 write unit, none
 * when it is nobody. It is never taken back: who looks asks the memberships.
 */
export const noteAdmins = async (
  table: Table,
  life: GroupLife,
  accounts: readonly UserId[],
): Promise<void> => {
  if (accounts.length === 0) return;
  await table.update({
    key: keys.groupLeaders(life),
    set: 'SET v = :v ADD admins :admins',
    values: { ':v': 1, ':admins': new Set(accounts) },
  });
};

/** The owner and the administrators of a group: 1 read unit, and 1 for each who has ever been one. */
export const leadersOf = async (
  table: Table,
  { owner }: Pick<GroupItem, 'owner'>,
  life: GroupLife,
): Promise<readonly UserId[]> => {
  const noted = await table.get<GroupLeadersItem>(keys.groupLeaders(life), { consistent: true });
  const members = await membersAmong(table, life, [...(owner ? [owner] : []), ...(noted?.admins ?? [])]);
  return [...members.values()].filter(({ role }) => role !== 'Member').map(({ account }) => account);
};
