import type { Table } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { MemberItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupMessageItem } from '../../table/group-log-items.ts';
import { keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
import { messageOf } from './log-store.ts';
import { stateOf } from './state.ts';

const uncountedThrough = ({ uncountedBefore, noUnread }: GroupMessageItem): number =>
  uncountedBefore + (noUnread ? 1 : 0);

/** How many numbers up to one do not count; for one without a message, how many there are by now. */
export const positionAt = async (table: Table, life: GroupLife, seq: number, now: number) => {
  const message = await messageOf(table, life, seq, now);
  if (message) return { readSeq: seq, readUncounted: uncountedThrough(message) };
  const state = await stateOf(table, life);
  return state && { readSeq: Math.min(seq, state.next - 1), readUncounted: state.uncounted };
};

/**
 * Notes up to which number a member has read: 1 read and 1 write unit. It only moves forward.
 * @param now milliseconds since 1970
 * @returns the position; undefined when it was there already, or the account is no member any more
 */
export const markGroupRead = async (
  table: Table,
  life: GroupLife,
  account: UserId,
  seq: number,
  now: number,
): Promise<number | undefined> => {
  const position = await positionAt(table, life, seq, now);
  if (!position) return undefined;
  const { readSeq, readUncounted } = position;
  const held = await conditionHeld(
    table.update({
      key: keys.member(life, account),
      set: 'SET readSeq = :seq, readUncounted = :uncounted',
      condition: 'readSeq < :seq',
      values: { ':seq': readSeq, ':uncounted': readUncounted },
    }),
  );
  return held ? readSeq : undefined;
};

/** Sets a member's position, forward or back: 1 write unit. False when it is no member. */
export const setGroupRead = (
  table: Table,
  life: GroupLife,
  account: UserId,
  { readSeq, readUncounted, clearedSeen = 0 }: Pick<MemberItem, 'readSeq' | 'readUncounted' | 'clearedSeen'>,
): Promise<boolean> =>
  conditionHeld(
    table.update({
      key: keys.member(life, account),
      set: 'SET readSeq = :seq, readUncounted = :uncounted, clearedSeen = :cleared',
      condition: 'attribute_exists(PK)',
      values: { ':seq': readSeq, ':uncounted': readUncounted, ':cleared': clearedSeen },
    }),
  );
