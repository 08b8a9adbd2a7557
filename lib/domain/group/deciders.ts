import type { Table } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { GroupItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { forEachOf } from '../bounded.ts';
import { permissionGroupsOf } from '../permission/permission-group-store.ts';
import { mostPermitted, permittedPage } from '../permission/permitted-members.ts';
import { holds } from '../permission/rights.ts';
import { leadersOf } from './leaders.ts';

const permittedDeciders = async (table: Table, life: GroupLife): Promise<readonly UserId[]> => {
  const groups = await permissionGroupsOf(table, life);
  const deciding = groups.filter(({ permission }) => holds('decide', { community: permission, topic: 0 }));
  const pages = await forEachOf(deciding, group => permittedPage(table, life, group, mostPermitted, ''));
  return pages.flatMap(({ members }) => members.map(({ account }) => account));
};

/**
 * Who is told that somebody waits to be let in: the owner and the administrators, or where rights go by permission groups, the owner and
 * who has that right by one, 1 read unit for each.
 */
export const decidersOf = async (
  table: Table,
  group: GroupItem,
  life: GroupLife,
): Promise<readonly UserId[]> => {
  const { permissionGroups, owner } = group;
  if (!permissionGroups) return leadersOf(table, group, life);
  const permitted = await permittedDeciders(table, life);
  return [...new Set([...(owner ? [owner] : []), ...permitted])];
};
