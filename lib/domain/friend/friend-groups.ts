import { Fault } from '../../kernel/fault.ts';
import type { Table } from '../../kernel/ports.ts';
import type { FriendGroup } from '../../table/friend-items.ts';
import { conditionHeld } from '../condition-held.ts';
import { friendIndexOf, indexWrite } from './friend-index.ts';
import { type GroupList, groupListOf, groupNamed, withGroups } from './group-list.ts';
import type { FriendOwner } from './tie.ts';

/** Devices that change the groups at the same moment, one after the other. */
const attempts = 5;

/** The groups of an account, and their sequence. */
export interface FriendGroups extends GroupList {
  readonly sequence: number;
}

const changeGroups = async (
  table: Table,
  { app, owner }: FriendOwner,
  change: (list: GroupList) => GroupList,
): Promise<FriendGroups> => {
  for (let left = attempts; left > 0; left -= 1) {
    const index = await friendIndexOf(table, { app, owner });
    const before = groupListOf(index);
    const after = change(before);
    const sequence = index?.groupSequence ?? 0;
    const write = indexWrite(app, owner, {}, { before, after });
    if (!write) return { ...before, sequence };
    if (await conditionHeld(table.update(write.update))) return { ...after, sequence: sequence + 1 };
  }
  throw new Fault('RelationConflict');
};

/**
 * Makes those of the groups that are not there: 1 read unit, and 1 write unit when one is missing.
 * @returns all groups of the account
 * @throws Fault TooManyFriendGroups, RelationConflict
 */
export const ensureGroups = (
  table: Table,
  owner: FriendOwner,
  names: readonly string[],
): Promise<FriendGroups> =>
  changeGroups(table, owner, list => {
    const after = withGroups(list, names);
    if (!after) throw new Fault('TooManyFriendGroups');
    return after;
  });

/**
 * Deletes groups: 1 read and 1 write unit, whoever is in them. Friends keep the number of the group, which is never given
 * again and counts for nothing.
 * @throws Fault RelationConflict
 */
export const deleteGroups = (
  table: Table,
  owner: FriendOwner,
  names: readonly string[],
): Promise<FriendGroups> =>
  changeGroups(table, owner, list => {
    const groups = list.groups.filter(({ name }) => !names.includes(name));
    return groups.length === list.groups.length ? list : { ...list, groups };
  });

/** @throws Fault RelationParameterNotValid when there is no group of that name */
export const existing = (groups: readonly FriendGroup[], name: string): FriendGroup => {
  const group = groupNamed(groups, name);
  if (!group) throw new Fault('RelationParameterNotValid', 'there is no friend group of that name');
  return group;
};

/**
 * Renames a group: 1 read and 1 write unit, whoever is in it.
 * @throws Fault RelationParameterNotValid, RelationConflict
 */
export const renameGroup = (
  table: Table,
  owner: FriendOwner,
  name: string,
  newName: string,
): Promise<FriendGroups> =>
  changeGroups(table, owner, list => {
    const { groups, lastGroup } = list;
    const { id } = existing(groups, name);
    if (name === newName) return list;
    if (groupNamed(groups, newName)) {
      throw new Fault('RelationParameterNotValid', 'there is a friend group of that name already');
    }
    return { groups: groups.map(group => (group.id === id ? { id, name: newName } : group)), lastGroup };
  });
