import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { JoinedItem } from '../../table/group-items.ts';
import { dissolve } from './dissolve.ts';
import { groupOf, lifeOf } from './group-store.ts';
import { dropPointer, joinedOf } from './joined-store.ts';
import { leave } from './leave.ts';

const leaveOne = async (
  table: Table,
  app: SdkAppId,
  account: UserId,
  pointer: JoinedItem,
  now: number,
): Promise<void> => {
  const life = { app, group: pointer.group, born: pointer.born };
  const { count } = await leave(table, life, [account], () => true);
  await dropPointer(table, app, account, pointer);
  if (count > 0) return;
  const group = await groupOf(table, app, pointer.group);
  if (group && lifeOf(app, group).born === pointer.born) await dissolve(table, group, life, now);
};

/**
 * Takes a deleted account out of its groups, the owner too, whose groups have none then; a group in which nobody is left is
 * dissolved. Nobody is told. 5 read and 8 write units for each group.
 * @param now milliseconds since 1970
 * @param most groups to leave in this call
 * @returns true when it is in none any more
 */
export const leaveAll = async (
  table: Table,
  app: SdkAppId,
  account: UserId,
  now: () => number,
  most: number,
): Promise<boolean> => {
  const joined = await joinedOf(table, app, account);
  for (const pointer of joined.slice(0, most)) await leaveOne(table, app, account, pointer, now());
  return joined.length <= most;
};
