import type { Table } from '../../kernel/ports.ts';
import { type GroupLife, type PermissionGroupName, permissionReference } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import type { PermittedItem } from '../../table/permission-items.ts';
import { forEachOf } from '../bounded.ts';
import { conditionHeld } from '../condition-held.ts';
import { permissionGroupOf } from './permission-group-store.ts';
import { topicPermissionsOf } from './topic-permissions.ts';

const forgetIn = async (
  table: Table,
  life: GroupLife,
  group: PermissionGroupName,
  { account, PK, SK }: PermittedItem,
): Promise<void> => {
  const name = permissionReference(group);
  await conditionHeld(
    table.update({
      key: keys.member(life, account),
      set: 'DELETE permissionGroups :one',
      condition: 'contains(permissionGroups, :name)',
      values: { ':one': new Set([name]), ':name': name },
    }),
  );
  await table.delete({ key: { PK, SK } });
};

/**
 * Takes away what a deleted permission group has left: its rights in topics, and its members' names for it, which mean nothing any more.
 * 2 write units for each member. Repeating it is harmless, as it is for a group that is still there.
 * @param most members in this call
 * @returns true when nothing is left
 */
export const sweepPermissionGroup = async (
  table: Table,
  life: GroupLife,
  group: PermissionGroupName,
  most: number,
): Promise<boolean> => {
  if ((await permissionGroupOf(table, life, group.id))?.born === group.born) return true;
  await forEachOf(await topicPermissionsOf(table, life, group), ({ PK, SK }) =>
    table.delete({ key: { PK, SK } }),
  );
  const { items, next } = await table.query<PermittedItem>({
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.permissionGroupCount(life).PK, ':prefix': keys.permittedPrefix(group) },
    consistent: true,
    limit: most,
  });
  await forEachOf(items, item => forgetIn(table, life, group, item));
  return !next;
};
