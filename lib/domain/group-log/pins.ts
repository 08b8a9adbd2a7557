import { Fault } from '../../kernel/fault.ts';
import type { Table } from '../../kernel/ports.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupMessageItem, GroupPinsItem, PinnedMessage } from '../../table/group-log-items.ts';
import { keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
import { messagesOf } from './log-store.ts';

/** The published documentation of clients says ten. */
const mostPinned = 10;
const attempts = 20;
/** So long an item without pins is kept. */
const emptySeconds = 86_400;

type Pins = readonly PinnedMessage[];

/** Whether a message can be pinned: somebody said it to everybody, and it stands. */
export const isPinnable = ({ tip, gone, recalledBy, to }: GroupMessageItem): boolean =>
  !tip && !gone && recalledBy === undefined && !to;

const itemOf = (table: Table, life: GroupLife): Promise<GroupPinsItem | undefined> =>
  table.get<GroupPinsItem>(keys.groupPins(life), { consistent: true });

const write = (
  table: Table,
  life: GroupLife,
  before: GroupPinsItem | undefined,
  pins: Pins,
  now: number,
): Promise<boolean> => {
  const kept = Math.max(Math.floor(now / 1000) + emptySeconds, ...pins.map(({ until }) => until));
  const change = Math.max(now, (before?.change ?? 0) + 1);
  const item: GroupPinsItem = { ...keys.groupPins(life), v: 1, change, pins, ExpiresAt: kept };
  return conditionHeld(
    table.put({
      item,
      condition: before ? 'change = :before' : 'attribute_not_exists(PK)',
      ...(before && { values: { ':before': before.change } }),
    }),
  );
};

/** Changes what is pinned on top of what is: 1 read and 1 write unit. A plan that returns what it got changes nothing. */
const change = async (
  table: Table,
  life: GroupLife,
  plan: (pins: Pins) => Promise<Pins> | Pins,
  now: number,
): Promise<Pins> => {
  for (let left = attempts; left > 0; left -= 1) {
    const item = await itemOf(table, life);
    const before = item?.pins ?? [];
    const after = await plan(before);
    if (after === before || (await write(table, life, item, after, now))) return before;
  }
  throw new Fault('GroupsTooFast');
};

/** Those whose messages are still there: 1 read unit for each begun 4 KB of them. */
const standing = async (table: Table, life: GroupLife, pins: Pins, now: number): Promise<Pins> => {
  const seqs = pins.map(({ seq }) => seq);
  const messages = await messagesOf(table, life, seqs, now);
  const there = new Set(messages.filter(isPinnable).map(({ seq }) => seq));
  return pins.filter(({ seq }) => there.has(seq));
};

/**
 * Pins a message: 1 read and 1 write unit, more when ten are pinned. One that is pinned stays as it is.
 * @param now milliseconds since 1970
 * @throws Fault TooManyPinnedMessages, GroupsTooFast when others were always faster
 */
export const pin = async (
  table: Table,
  life: GroupLife,
  pinned: PinnedMessage,
  now: number,
): Promise<void> => {
  const add = async (pins: Pins): Promise<Pins> => {
    if (pins.some(({ seq }) => seq === pinned.seq)) return pins;
    const kept = pins.length < mostPinned ? pins : await standing(table, life, pins, now);
    if (kept.length >= mostPinned) throw new Fault('TooManyPinnedMessages');
    return [...kept, pinned];
  };
  await change(table, life, add, now);
};

/**
 * Takes pins away: 1 read unit, and 1 write unit if any was there.
 * @returns the numbers that were pinned
 */
export const unpin = async (
  table: Table,
  life: GroupLife,
  seqs: readonly number[],
  now: number,
): Promise<readonly number[]> => {
  const isMeant = ({ seq }: PinnedMessage) => seqs.includes(seq);
  const before = await change(
    table,
    life,
    pins => (pins.some(isMeant) ? pins.filter(one => !isMeant(one)) : pins),
    now,
  );
  return before.filter(isMeant).map(({ seq }) => seq);
};

/** What is pinned, whether its messages are still there or not: 1 read unit. */
export const pinsOf = async (table: Table, life: GroupLife): Promise<Pins> =>
  (await itemOf(table, life))?.pins ?? [];

/** What is pinned and still there, in the order of the messages: 1 read unit, and 1 for each begun 4 KB of the messages. */
export const pinnedNow = async (table: Table, life: GroupLife, now: number): Promise<Pins> => {
  const pins = await standing(table, life, await pinsOf(table, life), now);
  return [...pins].sort((one, other) => one.seq - other.seq);
};
