import type { Table, Write } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { MemberItem } from '../../table/group-items.ts';
import {
  type GroupLife,
  type PermissionGroupName,
  permissionGroupNamed,
  permissionReference,
} from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import type { PermissionGroupItem, PermittedItem } from '../../table/permission-items.ts';
import { conditionHeld } from '../condition-held.ts';
import { membersAmong } from '../group/member-store.ts';
import { permissionGroupOf } from './permission-group-store.ts';

/** Members of a permission group at most. */
export const mostPermitted = 1000;
/** Members in one transaction with the group: two items each, and DynamoDB Local takes 10. */
const atOnce = 4;
const attempts = 6;

/** What became of somebody who was to come into a permission group. */
export type Permitting = 'added' | 'already' | 'noMember' | 'full' | 'groupGone';

const isIn = ({ permissionGroups }: MemberItem, group: PermissionGroupName): boolean =>
  permissionGroups?.has(permissionReference(group)) ?? false;

/** Counts members of a permission group, in which there must be room for those who come. */
const countWrite = (life: GroupLife, { id, born }: PermissionGroupName, more: number): Write => ({
  update: {
    key: keys.permissionGroup(life, id),
    set: 'ADD #members :more',
    condition: `born = :born${more > 0 ? ' AND #members <= :room' : ''}`,
    names: { '#members': 'members' },
    values: { ':born': born, ':more': more, ...(more > 0 && { ':room': mostPermitted - more }) },
  },
});

const addWrites = (life: GroupLife, group: PermissionGroupName, account: UserId): readonly Write[] => {
  const item: PermittedItem = { ...keys.permitted(life, group, account), v: 1, account };
  return [
    {
      update: {
        key: keys.member(life, account),
        set: 'ADD permissionGroups :one',
        condition: 'attribute_exists(PK) AND NOT contains(permissionGroups, :name)',
        values: { ':one': new Set([permissionReference(group)]), ':name': permissionReference(group) },
      },
    },
    { put: { item } },
  ];
};

/** Takes a permission group out of a membership, and the member out of its list. */
const removeWrites = (life: GroupLife, group: PermissionGroupName, account: UserId): readonly Write[] => [
  {
    update: {
      key: keys.member(life, account),
      set: 'DELETE permissionGroups :one',
      condition: 'contains(permissionGroups, :name)',
      values: { ':one': new Set([permissionReference(group)]), ':name': permissionReference(group) },
    },
  },
  { delete: { key: keys.permitted(life, group, account) } },
];

type Results = ReadonlyMap<UserId, Permitting>;

/** One transaction for as many as there is room for. Undefined: somebody else was faster, look again. */
const addSome = async (
  table: Table,
  life: GroupLife,
  group: PermissionGroupItem,
  accounts: readonly UserId[],
): Promise<Results | undefined> => {
  const [present, now] = await Promise.all([
    membersAmong(table, life, accounts),
    permissionGroupOf(table, life, group.id),
  ]);
  const fate = (account: UserId): Permitting | undefined => {
    const member = present.get(account);
    if (now?.born !== group.born) return 'groupGone';
    if (!member) return 'noMember';
    return isIn(member, group) ? 'already' : undefined;
  };
  const fresh = accounts.filter(account => fate(account) === undefined);
  const coming = fresh.slice(0, Math.max(0, mostPermitted - (now?.members ?? 0)));
  const results = accounts.map((account): [UserId, Permitting] => [
    account,
    fate(account) ?? (coming.includes(account) ? 'added' : 'full'),
  ]);
  if (coming.length === 0) return new Map(results);
  const writes = [
    countWrite(life, group, coming.length),
    ...coming.flatMap(account => addWrites(life, group, account)),
  ];
  return (await conditionHeld(table.transact(writes))) ? new Map(results) : undefined;
};

/** Repeats one transaction until nobody is faster. */
const retried = async <T>(once: () => Promise<T | undefined>): Promise<T> => {
  for (let left = attempts; left > 0; left -= 1) {
    const result = await once();
    if (result !== undefined) return result;
  }
  throw new Error('too many change the permission group at the same moment');
};

/**
 * Puts members into a permission group: the membership, the list and the count in one transaction, so that of two for the last place one
 * gets it, nobody comes into a group that is deleted, and nobody who leaves the community stays in it. 4 at a time: 2 write
 * units for the group and 4 for each, 1 read unit and 1 for each. Repeating it changes nothing.
 */
export const addPermitted = async (
  table: Table,
  life: GroupLife,
  group: PermissionGroupItem,
  accounts: readonly UserId[],
): Promise<Results> => {
  const results = new Map<UserId, Permitting>();
  const each = [...new Set(accounts)];
  for (let start = 0; start < each.length; start += atOnce) {
    const some = each.slice(start, start + atOnce);
    const done = await retried(() => addSome(table, life, group, some));
    for (const [account, result] of done) results.set(account, result);
  }
  return results;
};

const removeSome = async (
  table: Table,
  life: GroupLife,
  group: PermissionGroupName,
  accounts: readonly UserId[],
): Promise<readonly UserId[] | undefined> => {
  const present = await membersAmong(table, life, accounts);
  const going = accounts.filter(account => {
    const member = present.get(account);
    return member !== undefined && isIn(member, group);
  });
  if (going.length === 0) return [];
  const writes = going.flatMap(account => removeWrites(life, group, account));
  if (await conditionHeld(table.transact([countWrite(life, group, -going.length), ...writes]))) return going;
  // A group that was deleted counts nobody.
  const there = await permissionGroupOf(table, life, group.id);
  if (there?.born === group.born) return undefined;
  return (await conditionHeld(table.transact(writes))) ? going : undefined;
};

/**
 * Takes members out of a permission group, as `addPermitted` puts them in, at the same cost; who is not in it is passed over.
 * @returns who went
 */
export const removePermitted = async (
  table: Table,
  life: GroupLife,
  group: PermissionGroupName,
  accounts: readonly UserId[],
): Promise<readonly UserId[]> => {
  const gone: UserId[] = [];
  const each = [...new Set(accounts)];
  for (let start = 0; start < each.length; start += atOnce) {
    const some = each.slice(start, start + atOnce);
    gone.push(...(await retried(() => removeSome(table, life, group, some))));
  }
  return gone;
};

/** Takes a member out of all its permission groups, before it leaves the community: 6 write and 1 read unit for each. */
export const leavePermissionGroups = async (
  table: Table,
  life: GroupLife,
  { account, permissionGroups = new Set() }: MemberItem,
): Promise<void> => {
  for (const reference of permissionGroups) {
    await removePermitted(table, life, permissionGroupNamed(reference), [account]);
  }
};

/**
 * A page of the members of a permission group, by their names, with their memberships: 1 read unit for about 30, and 1 each.
 * @param after the last one of the page before; empty: the first page
 * @returns `next` when there may be more
 */
export const permittedPage = async (
  table: Table,
  life: GroupLife,
  group: PermissionGroupName,
  limit: number,
  after: string,
): Promise<{ readonly members: readonly MemberItem[]; readonly next?: UserId }> => {
  const { items } = await table.query<PermittedItem>({
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.permissionGroupCount(life).PK, ':prefix': keys.permittedPrefix(group) },
    consistent: true,
    limit: limit + 1,
    ...(after && { after: { ...keys.permitted(life, group, after as UserId) } }),
  });
  const shown = items.slice(0, limit).map(({ account }) => account);
  const present = await membersAmong(table, life, shown);
  const members = shown.flatMap(account => present.get(account) ?? []);
  const last = shown.at(-1);
  return items.length > limit && last ? { members, next: last } : { members };
};
