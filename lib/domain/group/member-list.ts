import type { Table } from '../../kernel/ports.ts';
import type { MemberRole } from '../../protocol/group-words.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { MemberItem } from '../../table/group-items.ts';
import { type GroupLife, keys } from '../../table/keys.ts';

/** Which members are wanted, in the order of their names. */
export interface MemberRange {
  readonly limit: number;
  /** Members that are passed over first. */
  readonly offset?: number | undefined;
  /** The last one of the page before. */
  readonly after?: UserId | undefined;
  /** Absent: all. */
  readonly roles?: readonly MemberRole[] | undefined;
}

const filterOf = (roles: readonly MemberRole[] | undefined) => {
  if (!roles || roles.length === 0) return { filter: {}, values: {} };
  const values = Object.fromEntries(roles.map((role, i) => [`:role${i}`, role]));
  return {
    filter: { filter: `#role IN (${Object.keys(values).join(', ')})`, names: { '#role': 'role' } },
    values,
  };
};

/**
 * A page of members: 1 read unit for each begun 4 KB that is read or passed over, about 20 members. Strongly consistent.
 * @returns `next` when there may be more
 */
export const membersOf = async (
  table: Table,
  life: GroupLife,
  { limit, offset = 0, after, roles }: MemberRange,
): Promise<{ readonly members: readonly MemberItem[]; readonly next?: UserId }> => {
  const { filter, values } = filterOf(roles);
  const wanted = offset + limit;
  const found: MemberItem[] = [];
  let position = after === undefined ? undefined : { ...keys.member(life, after) };
  do {
    const page = await table.query<MemberItem>({
      where: 'PK = :pk AND begins_with(SK, :prefix)',
      ...filter,
      values: { ':pk': keys.memberCount(life).PK, ':prefix': keys.memberPrefix, ...values },
      consistent: true,
      ...(position && { after: position }),
    });
    found.push(...page.items);
    position = page.next as typeof position;
  } while (position && found.length <= wanted);
  const members = found.slice(offset, wanted);
  const last = members.at(-1);
  return found.length > wanted && last ? { members, next: last.account } : { members };
};

/** The owner and the administrators: 1 read unit for each begun 4 KB of all members. */
export const leadersOf = async (table: Table, life: GroupLife): Promise<readonly UserId[]> => {
  const { members } = await membersOf(table, life, {
    limit: Number.MAX_SAFE_INTEGER,
    roles: ['Owner', 'Admin'],
  });
  return members.map(({ account }) => account);
};
