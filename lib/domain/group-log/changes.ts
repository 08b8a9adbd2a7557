import type { Table } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import { audienceOf, type GroupLife } from '../../table/group-keys.ts';
import type { GroupChangeItem, GroupMessageItem } from '../../table/group-log-items.ts';
import { expiryAttribute, keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
import { isLive } from '../session/session-store.ts';

/** Makes clients that sync look for modifications: 1 write unit. The state may be gone with its group. */
const markModified = (table: Table, life: GroupLife, now: number): Promise<boolean> =>
  conditionHeld(
    table.update({
      key: keys.groupState(audienceOf(life)),
      set: 'SET modifiedAt = :now',
      condition: 'attribute_exists(PK) AND (attribute_not_exists(modifiedAt) OR modifiedAt < :now)',
      values: { ':now': now },
    }),
  );

/**
 * Leaves word of a recall or a modification for clients that are away, as long as the message is kept: 1 write unit, 2 for a
 * modification. It comes before the change: in vain it does no harm, a change that nobody learns of would.
 * @param recall absent for a modification
 * @param now milliseconds since 1970
 */
export const noteChange = async (
  table: Table,
  life: GroupLife,
  { seq, random, ExpiresAt }: GroupMessageItem,
  recall: { readonly recalledBy: UserId; readonly reason: string } | undefined,
  now: number,
): Promise<void> => {
  const item: GroupChangeItem = {
    ...keys.groupChange(life, now, seq),
    v: 1,
    seq,
    random,
    ...(recall && { recalledBy: recall.recalledBy }),
    ...(recall?.reason && { reason: recall.reason }),
    ...(life.community && { topic: life.group, topicBorn: life.born }),
    at: now,
    ...(ExpiresAt !== undefined && { [expiryAttribute]: ExpiresAt }),
  };
  await Promise.all([table.put({ item }), !recall && markModified(table, life, now)]);
};

/** That a message of a group was recalled. */
export type GroupRecall = GroupChangeItem & { readonly recalledBy: UserId };

/** Recalls of a span, the earliest first. */
export interface RecallPage {
  readonly recalls: readonly GroupRecall[];
  /** Milliseconds since 1970 from which there are more; 0 when there are none. */
  readonly next: number;
}

/**
 * A recall carries the time at which it began and may be seen later, by the time limit of a function: a client that asks from the time
 * of its last answer on is told of those before it once more.
 */
const overlapMilliseconds = 60_000;

const between = (table: Table, life: GroupLife, from: string, until: string, limit?: number) =>
  table.query<GroupChangeItem>({
    where: 'PK = :pk AND SK BETWEEN :from AND :until',
    values: { ':pk': keys.groupChange(life, 0, 0).PK, ':from': from, ':until': until },
    consistent: true,
    ...(limit !== undefined && { limit }),
  });

const lastNumber = 9_999_999_999;

const isRecall = ({ recalledBy, topic }: GroupChangeItem): boolean => recalledBy !== undefined && !topic;

/**
 * What was recalled in a group between two moments, both in milliseconds since 1970: 1 read unit for about 25. Messages that were
 * recalled together are on one page. Those of topics are not among them.
 * @param now milliseconds since 1970
 */
export const recallsBetween = async (
  table: Table,
  life: GroupLife,
  { from, until, limit }: { readonly from: number; readonly until: number; readonly limit: number },
  now: number,
): Promise<RecallPage> => {
  const begin = keys.groupChange(life, Math.max(0, from - overlapMilliseconds), 0).SK;
  const { items, next } = await between(
    table,
    life,
    begin,
    keys.groupChange(life, until, lastNumber).SK,
    limit,
  );
  const last = next && items.at(-1);
  const together = last
    ? (
        await between(
          table,
          life,
          keys.groupChange(life, last.at, last.seq + 1).SK,
          keys.groupChange(life, last.at, lastNumber).SK,
        )
      ).items
    : [];
  return {
    recalls: [...items, ...together].filter(
      (item): item is GroupRecall => isRecall(item) && isLive(item, now),
    ),
    // Behind the overlap, or a page would begin where the one before did.
    next: last ? last.at + overlapMilliseconds + 1 : 0,
  };
};

/** Changes of one group that are looked at when a client comes back. */
const mostTold = 100;

/**
 * Messages of a group and its topics that were modified since a moment, the latest first: 1 read unit for about 25.
 * @param since milliseconds since 1970
 */
export const modificationsSince = async (
  table: Table,
  life: GroupLife,
  since: number,
  now: number,
): Promise<readonly GroupChangeItem[]> => {
  const { items } = await table.query<GroupChangeItem>({
    where: 'PK = :pk AND SK >= :from',
    values: {
      ':pk': keys.groupChange(life, 0, 0).PK,
      ':from': keys.groupChange(life, Math.max(0, since - overlapMilliseconds), 0).SK,
    },
    consistent: true,
    backward: true,
    limit: mostTold,
  });
  return items.filter(item => item.recalledBy === undefined && isLive(item, now));
};
