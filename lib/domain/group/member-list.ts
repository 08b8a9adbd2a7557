import type { Table } from '../../kernel/ports.ts';
import type { MemberRole } from '../../protocol/group-words.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { MemberItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';

/** Members that one query reads at most, which is less than the 1 MB that DynamoDB gives at once. */
const membersPerQuery = 4000;
/** Queries that a call makes at most, when a filter passes most members over. */
const queriesAtMost = 5;

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

const nameIn = ({ SK }: { readonly SK: string }): UserId => SK.slice(keys.memberPrefix.length) as UserId;

const filterOf = (roles: readonly MemberRole[] | undefined) => {
  if (!roles || roles.length === 0) return { filter: {}, values: {} };
  const values = Object.fromEntries(roles.map((role, i) => [`:role${i}`, role]));
  return {
    filter: { filter: `#role IN (${Object.keys(values).join(', ')})`, names: { '#role': 'role' } },
    values,
  };
};

/**
 * A page of members: 1 read unit for each begun 4 KB that is read or passed over, about 20 members, 20,000 at most. Strongly
 * consistent.
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
  let queries = 0;
  do {
    queries += 1;
    // One more than is wanted says whether there is more; a filter passes over what was read.
    const most = roles ? membersPerQuery : Math.min(membersPerQuery, wanted + 1 - found.length);
    const page = await table.query<MemberItem>({
      where: 'PK = :pk AND begins_with(SK, :prefix)',
      ...filter,
      values: { ':pk': keys.memberCount(life).PK, ':prefix': keys.memberPrefix, ...values },
      consistent: true,
      limit: most,
      ...(position && { after: position }),
    });
    found.push(...page.items);
    position = page.next as typeof position;
  } while (position && found.length <= wanted && queries < queriesAtMost);
  const members = found.slice(offset, wanted);
  const last = members.at(-1);
  if (found.length > wanted && last) return { members, next: last.account };
  // Not all were looked at: the next page goes on there, whether this one holds any or not.
  return position ? { members, next: nameIn(position) } : { members };
};
