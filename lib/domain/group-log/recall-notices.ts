import type { Table } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupMessageItem, GroupRecallItem } from '../../table/group-log-items.ts';
import { expiryAttribute, keys } from '../../table/keys.ts';
import { isLive } from '../session/session-store.ts';

/** Leaves word of a recall for clients that are away, as long as the message is kept: 1 write unit. */
export const noteRecall = (
  table: Table,
  life: GroupLife,
  { seq, random, ExpiresAt }: GroupMessageItem,
  { recalledBy, reason }: { readonly recalledBy: UserId; readonly reason: string },
  now: number,
): Promise<void> => {
  const item: GroupRecallItem = {
    ...keys.groupRecall(life, now, seq),
    v: 1,
    seq,
    random,
    recalledBy,
    ...(reason && { reason }),
    at: now,
    ...(ExpiresAt !== undefined && { [expiryAttribute]: ExpiresAt }),
  };
  return table.put({ item });
};

/** Recalls of a span, the earliest first. */
export interface RecallPage {
  readonly recalls: readonly GroupRecallItem[];
  /** Milliseconds since 1970 from which there are more; 0 when there are none. */
  readonly next: number;
}

/**
 * A recall carries the time at which it began and may be seen later, by the time limit of a function: a client that asks from the time
 * of its last answer on is told of those before it once more.
 */
const overlapMilliseconds = 60_000;

const between = (table: Table, life: GroupLife, from: string, until: string, limit?: number) =>
  table.query<GroupRecallItem>({
    where: 'PK = :pk AND SK BETWEEN :from AND :until',
    values: { ':pk': keys.groupRecall(life, 0, 0).PK, ':from': from, ':until': until },
    consistent: true,
    ...(limit !== undefined && { limit }),
  });

const lastNumber = 9_999_999_999;

/**
 * What was recalled in a group between two moments, both in milliseconds since 1970: 1 read unit for about 25. Messages that were
 * recalled together are on one page.
 * @param now milliseconds since 1970
 */
export const recallsBetween = async (
  table: Table,
  life: GroupLife,
  { from, until, limit }: { readonly from: number; readonly until: number; readonly limit: number },
  now: number,
): Promise<RecallPage> => {
  const begin = keys.groupRecall(life, Math.max(0, from - overlapMilliseconds), 0).SK;
  const { items, next } = await between(
    table,
    life,
    begin,
    keys.groupRecall(life, until, lastNumber).SK,
    limit,
  );
  const last = next && items.at(-1);
  const together = last
    ? (
        await between(
          table,
          life,
          keys.groupRecall(life, last.at, last.seq + 1).SK,
          keys.groupRecall(life, last.at, lastNumber).SK,
        )
      ).items
    : [];
  return {
    recalls: [...items, ...together].filter(item => isLive(item, now)),
    // Behind the overlap, or a page would begin where the one before did.
    next: last ? last.at + overlapMilliseconds + 1 : 0,
  };
};
