import type { FriendGroup, FriendIndexItem } from '../../table/friend-items.ts';
import { groupsAtMost } from './friend-fields.ts';

/** The groups of an account. */
export interface GroupList {
  readonly groups: readonly FriendGroup[];
  /** The highest number ever given. */
  readonly lastGroup: number;
}

/** The groups in an index. */
export const groupListOf = (index: FriendIndexItem | undefined): GroupList => ({
  groups: index?.groups ?? [],
  lastGroup: index?.lastGroup ?? 0,
});

/** The group of a name; undefined when there is none. */
export const groupNamed = (groups: readonly FriendGroup[], name: string): FriendGroup | undefined =>
  groups.find(group => group.name === name);

/** The same groups, and those of the names that were missing; undefined when that makes too many. */
export const withGroups = (list: GroupList, names: readonly string[]): GroupList | undefined => {
  const missing = [...new Set(names)].filter(name => !groupNamed(list.groups, name));
  if (missing.length === 0) return list;
  if (list.groups.length + missing.length > groupsAtMost) return undefined;
  const added = missing.map((name, i) => ({ id: list.lastGroup + 1 + i, name }));
  return { groups: [...list.groups, ...added], lastGroup: list.lastGroup + missing.length };
};

/** Numbers of groups by their names; names of no group are left out. */
export const idsOf = (groups: readonly FriendGroup[], names: readonly string[]): ReadonlySet<number> =>
  new Set(names.flatMap(name => groupNamed(groups, name)?.id ?? []));

/** Names of groups by their numbers, in the order of the groups. */
export const namesOf = (
  groups: readonly FriendGroup[],
  ids: ReadonlySet<number> | undefined,
): readonly string[] => groups.filter(({ id }) => ids?.has(id)).map(({ name }) => name);
