import type { Table } from '../../kernel/ports.ts';
import type { MemberItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupMessageItem, GroupStateItem } from '../../table/group-log-items.ts';
import { forEachOf } from '../bounded.ts';
import { downFrom } from './log-history.ts';

/** Up to how many numbers behind the read position are looked at one by one. */
export const lookedAt = 100;

type Position = Pick<MemberItem, 'account' | 'readSeq' | 'readUncounted' | 'clearedSeen'>;
/** How far a group is, and up to where an import has said that everybody has read. */
export type Numbers = Pick<GroupStateItem, 'next' | 'uncounted' | 'clearedThrough' | 'clearedUncounted'>;

/** Up to which number a member has read, by itself or because an import said so of everyone. */
export const effective = (position: Position, state: Numbers): Position => {
  const { clearedThrough = 0, clearedUncounted = 0 } = state;
  if (clearedThrough <= Math.max(position.readSeq, position.clearedSeen ?? 0)) return position;
  return { ...position, readSeq: clearedThrough, readUncounted: clearedUncounted };
};

/** Numbers behind a member's read position that count (docs/groups.md). */
const counted = ({ next, uncounted }: Numbers, { readSeq, readUncounted }: Position): number =>
  Math.max(0, next - 1 - readSeq - Math.max(0, uncounted - readUncounted));

/** Whether a message is one that a member has not read: not its own, and still there. */
export const isUnread = (message: GroupMessageItem, { account }: Pick<Position, 'account'>): boolean =>
  message.sender !== account && !message.noUnread && !message.recalledBy && !message.gone;

/**
 * How many messages a member has not read: nothing is read when it has read everything, the messages themselves when few stand
 * behind its position, so that its own and recalled ones do not count, else it is a difference of counters.
 * @param now milliseconds since 1970
 * @param deletedThrough the number up to which the member has deleted the conversation
 */
export const unreadOf = async (
  table: Table,
  life: GroupLife,
  member: Position,
  state: Numbers,
  now: number,
  deletedThrough = 0,
): Promise<number> => {
  const position = effective(member, state);
  const last = state.next - 1;
  const read = Math.max(position.readSeq, deletedThrough);
  const atMost = Math.min(counted(state, position), last - read);
  if (atMost <= 0 || last - read > lookedAt) return Math.max(0, atMost);
  let count = 0;
  for await (const message of downFrom(table, life, last, read + 1, now)) {
    if (isUnread(message, position)) count += 1;
  }
  return Math.min(count, atMost);
};

/** A member of a group, and how far the group is. */
export interface Reading {
  readonly life: GroupLife;
  readonly position: Position;
  readonly state: Numbers;
}

/** The same for many groups, in their order. */
export const unreadOfMany = (
  table: Table,
  readings: readonly Reading[],
  now: number,
): Promise<readonly number[]> =>
  forEachOf(readings, ({ life, position, state }) => unreadOf(table, life, position, state, now));

/**
 * The position at which a member has a given number of unread messages: where so many messages of others stand behind it, if they
 * are among the last hundred.
 * @param wanted as many as there are messages at most
 */
export const positionFor = async (
  table: Table,
  life: GroupLife,
  account: Position['account'],
  state: Numbers,
  wanted: number,
  now: number,
): Promise<Position> => {
  const last = state.next - 1;
  const unread = Math.min(wanted, last);
  let readSeq = unread === 0 ? last : Math.max(0, last - Math.max(unread, lookedAt + 1));
  let count = 0;
  const lowest = Math.max(1, last - lookedAt + 1);
  for await (const message of downFrom(table, life, last, lowest, now)) {
    if (count === unread) break;
    if (isUnread(message, { account })) count += 1;
    if (count === unread) readSeq = message.seq - 1;
  }
  const { uncounted, clearedThrough = 0 } = state;
  return {
    account,
    readSeq,
    readUncounted: uncounted - (last - readSeq) + unread,
    clearedSeen: clearedThrough,
  };
};
