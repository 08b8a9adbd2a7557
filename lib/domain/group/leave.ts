import type { Table, Write } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { GroupItem, MemberCountItem, MemberItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import { forEachOf } from '../bounded.ts';
import { conditionHeld } from '../condition-held.ts';
import { leavePermissionGroups } from '../permission/permitted-members.ts';
import { membersAmong } from './member-store.ts';

/** As for joining, with the group itself. */
const membersAtOnce = 4;
const attempts = 6;

/** Those who left, as they were, and how many are left. */
export interface Left {
  readonly members: readonly MemberItem[];
  readonly count: number;
}

const memberWrites = (life: GroupLife, { account, role }: MemberItem): readonly Write[] => [
  {
    delete: {
      key: keys.member(life, account),
      // Who was put into a permission group meanwhile has to be taken out of it first.
      condition: '#role = :role AND attribute_not_exists(permissionGroups)',
      names: { '#role': 'role' },
      values: { ':role': role },
    },
  },
  { delete: { key: keys.joined(life.app, account, life.group) } },
];

const countWrite = (life: GroupLife, leaving: number): Write => ({
  update: {
    key: keys.memberCount(life),
    set: 'ADD #members :n',
    condition: 'attribute_exists(PK)',
    names: { '#members': 'members' },
    values: { ':n': -leaving },
  },
});

/** The group has no owner from then on. */
const ownerWrite = (life: GroupLife, owner: UserId): Write => ({
  update: {
    key: keys.group(life.app, life.group),
    set: 'REMOVE #owner',
    condition: '#owner = :owner AND born = :born',
    names: { '#owner': 'owner' },
    values: { ':owner': owner, ':born': life.born },
  },
});

const leaveSome = async (
  table: Table,
  life: GroupLife,
  accounts: readonly UserId[],
  mayLeave: (member: MemberItem) => boolean,
): Promise<readonly MemberItem[] | undefined> => {
  const present = [...(await membersAmong(table, life, accounts)).values()];
  const leaving = present.filter(mayLeave);
  if (leaving.length === 0) return [];
  await forEachOf(
    leaving.filter(({ permissionGroups }) => permissionGroups?.size),
    member => leavePermissionGroups(table, life, member),
  );
  const owner = leaving.find(({ role }) => role === 'Owner');
  const writes = [
    countWrite(life, leaving.length),
    ...(owner ? [ownerWrite(life, owner.account)] : []),
    ...leaving.flatMap(member => memberWrites(life, member)),
  ];
  return (await conditionHeld(table.transact(writes))) ? leaving : undefined;
};

/**
 * Takes members out, each with its pointer and the count in one transaction: 4 at a time, 2 write units for the count and 4
 * for each, 1 read unit for each, and what `leavePermissionGroups` says for who is in any. Who is no member is passed over; repeating it changes nothing.
 * @param mayLeave decided by what the member is at that moment
 */
export const leave = async (
  table: Table,
  life: GroupLife,
  accounts: readonly UserId[],
  mayLeave: (member: MemberItem) => boolean,
): Promise<Left> => {
  const all = [...new Set(accounts)];
  const members: MemberItem[] = [];
  for (let start = 0; start < all.length; start += membersAtOnce) {
    const some = all.slice(start, start + membersAtOnce);
    let left: readonly MemberItem[] | undefined;
    for (let tries = attempts; !left; tries -= 1) {
      if (tries === 0) throw new Error('the members change too fast');
      left = await leaveSome(table, life, some, mayLeave);
      // A group that was dissolved has no members.
      if (!left && !(await table.get<MemberCountItem>(keys.memberCount(life), { consistent: true })))
        left = [];
    }
    members.push(...left);
  }
  const count = await table.get<MemberCountItem>(keys.memberCount(life), { consistent: true });
  return { members, count: count?.members ?? 0 };
};

/** The group without its owner, when that is who left. */
export const withoutOwner = (group: GroupItem, { members }: Left): GroupItem => {
  const { owner, ...rest } = group;
  return members.some(({ account }) => account === owner) ? rest : group;
};
