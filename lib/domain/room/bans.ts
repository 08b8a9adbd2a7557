import type { Table } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { GroupBanItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import { allPages } from '../all-pages.ts';
import { forEachOf } from '../bounded.ts';
import { isLive } from '../session/session-store.ts';

/** Whether somebody is kept out of a live room: 1 read unit. @param now milliseconds since 1970 */
export const isBanned = async (
  table: Table,
  life: GroupLife,
  account: UserId,
  now: number,
): Promise<boolean> => {
  const ban = await table.get<GroupBanItem>(keys.groupBan(life, account), { consistent: true });
  return ban !== undefined && isLive(ban, now);
};

/** Keeps accounts out of a live room, whether they are in it or not: 1 write unit each. @param until seconds since 1970 */
export const ban = async (
  table: Table,
  life: GroupLife,
  accounts: readonly UserId[],
  until: number,
  description: string | undefined,
): Promise<void> => {
  await forEachOf(accounts, account => {
    const item: GroupBanItem = {
      ...keys.groupBan(life, account),
      v: 1,
      account,
      ...(description && { description }),
      ExpiresAt: until,
    };
    return table.put({ item });
  });
};

/** Lets accounts in again: 1 write unit each. */
export const unban = async (table: Table, life: GroupLife, accounts: readonly UserId[]): Promise<void> => {
  await forEachOf(accounts, account => table.delete({ key: keys.groupBan(life, account) }));
};

/** Who is kept out, by name: 1 read unit for each begun 4 KB. @param now milliseconds since 1970 */
export const bansOf = async (
  table: Table,
  life: GroupLife,
  now: number,
): Promise<readonly GroupBanItem[]> => {
  const items = await allPages<GroupBanItem>(table, {
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.memberCount(life).PK, ':prefix': keys.groupBanPrefix },
    consistent: true,
  });
  return items.filter(item => isLive(item, now));
};
