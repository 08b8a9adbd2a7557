import type { Table } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { MemberCountItem, MemberItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';

/** A member of a group: 1 read unit. Undefined when the account is none. */
export const memberOf = (table: Table, life: GroupLife, account: UserId): Promise<MemberItem | undefined> =>
  table.get<MemberItem>(keys.member(life, account), { consistent: true });

/** Those of the accounts that are members: 1 read unit each. */
export const membersAmong = async (
  table: Table,
  life: GroupLife,
  accounts: readonly UserId[],
): Promise<ReadonlyMap<UserId, MemberItem>> => {
  const wanted = [...new Set(accounts)].map(account => keys.member(life, account));
  const items = await table.getMany<MemberItem>(wanted, { consistent: true });
  return new Map(items.map(item => [item.account, item]));
};

/** How many members a group has: 1 read unit. 0 when it was dissolved, and for a live room, which keeps none. */
export const memberCountOf = async (table: Table, life: GroupLife): Promise<number> =>
  (await table.get<MemberCountItem>(keys.memberCount(life), { consistent: true }))?.members ?? 0;
