import type { Table } from '../../kernel/ports.ts';
import type { GroupLife, PermissionGroupName } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import type { PermissionGroupCountItem, PermissionGroupItem } from '../../table/permission-items.ts';
import { allPages } from '../all-pages.ts';
import { conditionHeld, unlessChanged } from '../condition-held.ts';

/** Permission groups of a community at most: a member may be in all of them, and its membership names each. */
export const mostPermissionGroups = 50;

/** What a permission group is made of. */
export type PermissionGroupCard = Pick<PermissionGroupItem, 'id' | 'name' | 'permission' | 'customString'>;

/** A permission group: 1 read unit. Undefined when there is none. */
export const permissionGroupOf = (
  table: Table,
  life: GroupLife,
  id: string,
): Promise<PermissionGroupItem | undefined> =>
  table.get<PermissionGroupItem>(keys.permissionGroup(life, id), { consistent: true });

/** Those of the permission groups that exist, by their ids: 1 read unit each. */
export const permissionGroupsNamed = async (
  table: Table,
  life: GroupLife,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PermissionGroupItem>> => {
  const wanted = [...new Set(ids)].map(id => keys.permissionGroup(life, id));
  const items = await table.getMany<PermissionGroupItem>(wanted, { consistent: true });
  return new Map(items.map(item => [item.id, item]));
};

const all = (life: GroupLife) => ({
  where: 'PK = :pk AND begins_with(SK, :prefix)',
  values: { ':pk': keys.permissionGroupCount(life).PK, ':prefix': keys.permissionGroupPrefix },
  consistent: true,
});

/** All permission groups of a community, by their ids: 1 read unit for each begun 4 KB. */
export const permissionGroupsOf = (table: Table, life: GroupLife): Promise<readonly PermissionGroupItem[]> =>
  allPages<PermissionGroupItem>(table, all(life));

/** A page of them, behind an id: 1 read unit for each begun 4 KB. @returns `next` when there are more */
export const permissionGroupPage = async (
  table: Table,
  life: GroupLife,
  limit: number,
  after: string,
): Promise<{ readonly groups: readonly PermissionGroupItem[]; readonly next?: string }> => {
  const { items } = await table.query<PermissionGroupItem>({
    ...all(life),
    limit: limit + 1,
    ...(after && { after: { ...keys.permissionGroup(life, after) } }),
  });
  const groups = items.slice(0, limit);
  const last = groups.at(-1);
  return items.length > limit && last ? { groups, next: last.id } : { groups };
};

/** How many permission groups a community has: 1 read unit. */
export const permissionGroupCountOf = async (table: Table, life: GroupLife): Promise<number> =>
  (await table.get<PermissionGroupCountItem>(keys.permissionGroupCount(life), { consistent: true }))
    ?.groups ?? 0;

/**
 * Makes a permission group, with their count in one transaction: 4 write units for each begun KB.
 * @param now milliseconds since 1970
 * @returns false when the community has 50 already, or one of that id
 */
export const createPermissionGroup = (
  table: Table,
  life: GroupLife,
  card: PermissionGroupCard,
  now: number,
): Promise<boolean> => {
  const item: PermissionGroupItem = {
    ...keys.permissionGroup(life, card.id),
    v: 1,
    ...card,
    born: now,
    members: 0,
  };
  return conditionHeld(
    table.transact([
      { put: { item, condition: 'attribute_not_exists(PK)' } },
      {
        update: {
          key: keys.permissionGroupCount(life),
          set: 'SET v = :v ADD #groups :one',
          condition: 'attribute_not_exists(PK) OR #groups < :most',
          names: { '#groups': 'groups' },
          values: { ':v': 1, ':one': 1, ':most': mostPermissionGroups },
        },
      },
    ]),
  );
};

/** What may change of a permission group; an empty own text goes. */
export interface PermissionGroupChange {
  readonly name?: string | undefined;
  readonly permission?: number | undefined;
  readonly customString?: string | undefined;
}

/**
 * Changes a permission group: 1 write unit for each begun KB.
 * @returns the group afterwards; undefined when it is gone
 */
export const changePermissionGroup = (
  table: Table,
  life: GroupLife,
  { id, born }: PermissionGroupName,
  change: PermissionGroupChange,
): Promise<PermissionGroupItem | undefined> => {
  const wanted = Object.entries(change).filter(([, value]) => value !== undefined);
  const kept = wanted.filter(([, value]) => value !== '').map(([name]) => `#${name} = :${name}`);
  const gone = wanted.filter(([, value]) => value === '').map(([name]) => `#${name}`);
  return unlessChanged(
    table.update<PermissionGroupItem>({
      key: keys.permissionGroup(life, id),
      set: `SET v = :v${kept.map(one => `, ${one}`).join('')}${gone.length > 0 ? ` REMOVE ${gone.join(', ')}` : ''}`,
      condition: 'born = :born',
      ...(wanted.length > 0 && { names: Object.fromEntries(wanted.map(([name]) => [`#${name}`, name])) }),
      values: {
        ':v': 1,
        ':born': born,
        ...Object.fromEntries(
          wanted.filter(([, value]) => value !== '').map(([name, value]) => [`:${name}`, value]),
        ),
      },
    }),
  );
};

/**
 * Deletes a permission group, with their count in one transaction: 4 write units. From then on it gives nobody anything; what is left of
 * it `sweepPermissionGroup` takes away.
 * @returns false when it was deleted already
 */
export const deletePermissionGroup = (
  table: Table,
  life: GroupLife,
  { id, born }: PermissionGroupName,
): Promise<boolean> =>
  conditionHeld(
    table.transact([
      {
        delete: {
          key: keys.permissionGroup(life, id),
          condition: 'born = :born',
          values: { ':born': born },
        },
      },
      {
        update: {
          key: keys.permissionGroupCount(life),
          set: 'ADD #groups :less',
          names: { '#groups': 'groups' },
          values: { ':less': -1 },
        },
      },
    ]),
  );
