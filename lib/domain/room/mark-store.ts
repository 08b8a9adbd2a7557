import type { Table, Write } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { RoomMarkedItem, RoomMarksItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import { allPages } from '../all-pages.ts';
import { forEachOf } from '../bounded.ts';
import { sessionSeconds } from '../session/lease.ts';
import { isConnected, isLive, sessionsOf } from '../session/session-store.ts';
import type { MarkCounts } from './mark-plan.ts';
import { placesIn } from './places.ts';
import type { RoomPorts } from './presence.ts';

/** An account whose clients are in a room, connected. */
export interface Present {
  readonly account: UserId;
  /** Milliseconds since 1970 when each of them came. */
  readonly came: readonly number[];
}

/** Which of these accounts are in a room, connected: 1 read unit each. */
export const presentAmong = async (
  ports: RoomPorts,
  life: GroupLife,
  accounts: readonly UserId[],
): Promise<readonly Present[]> => {
  const found = await forEachOf(accounts, async account => {
    const sessions = await sessionsOf(ports, life.app, account);
    const here = sessions.filter(session => isConnected(session, ports.clock.now()));
    return { account, came: here.flatMap(session => placesIn(life, session)).map(({ cameAt }) => cameAt) };
  });
  return found.filter(({ came }) => came.length > 0);
};

/** Whether marks are still good: one of the clients that the member had then is in the room, and has not left it since. */
export const isValid = (item: RoomMarkedItem, { came }: Pick<Present, 'came'>): boolean =>
  came.some(cameAt => cameAt <= item.cameAt);

/** How often each mark is given, as the item says; nothing of one that has expired. @param now milliseconds since 1970 */
export const countsIn = (item: RoomMarksItem | undefined, now: number): MarkCounts =>
  item && isLive(item, now) ? item.counts : {};

/** Which marks a room uses: 1 read unit. To be read before what a change is made of. */
export const roomMarks = (table: Table, life: GroupLife): Promise<RoomMarksItem | undefined> =>
  table.get<RoomMarksItem>(keys.roomMarks(life), { consistent: true });

/** Everybody with marks in a room, whether they are there or not: 1 read unit for about 30. */
export const everyMarked = async (
  { table, clock }: RoomPorts,
  life: GroupLife,
): Promise<readonly RoomMarkedItem[]> => {
  const items = await allPages<RoomMarkedItem>(table, {
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.roomMarks(life).PK, ':prefix': keys.roomMarkedPrefix },
    consistent: true,
  });
  return items.filter(item => isLive(item, clock.now()));
};

/** What becomes of a member's marks. */
export interface Remarked {
  readonly account: UserId;
  readonly after: ReadonlySet<number>;
  /** Milliseconds since 1970 when the newest of its clients came. */
  readonly cameAt: number;
}

const writeOf = (life: GroupLife, { account, after, cameAt }: Remarked, ExpiresAt: number): Write => {
  const key = keys.roomMarked(life, account);
  if (after.size === 0) return { delete: { key } };
  const item: RoomMarkedItem = { ...key, v: 1, account, marks: after, cameAt, ExpiresAt };
  return { put: { item } };
};

/** Members in one transaction. DynamoDB takes 100 writes in one, the local one 10. */
export const remarkedAtOnce = 9;

/**
 * Changes marks of members, unless marks of the room have changed since `before` was read: 2 write units for each member and 2 for
 * the counts.
 * @param counts after the change
 * @param clearedAt milliseconds since 1970, when marks of whoever has gone were looked for
 * @returns the counts' item as it is now
 * @throws ConditionFailed
 */
export const remark = async (
  { table, clock }: RoomPorts,
  life: GroupLife,
  before: RoomMarksItem | undefined,
  members: readonly Remarked[],
  counts: MarkCounts,
  clearedAt = before?.clearedAt,
): Promise<RoomMarksItem> => {
  const ExpiresAt = Math.floor(clock.now() / 1000) + sessionSeconds;
  const item: RoomMarksItem = {
    ...keys.roomMarks(life),
    v: 1,
    counts,
    seq: (before?.seq ?? 0) + 1,
    ...(clearedAt !== undefined && { clearedAt }),
    ExpiresAt,
  };
  const unchanged = before
    ? { condition: 'seq = :seq', values: { ':seq': before.seq } }
    : { condition: 'attribute_not_exists(PK)' };
  const writes = members.map(member => writeOf(life, member, ExpiresAt));
  await table.transact([{ put: { item, ...unchanged } }, ...writes]);
  return item;
};
