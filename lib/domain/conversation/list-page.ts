import { byteLength } from '../../protocol/ids.ts';
import { type Placed, tieOf } from './chat-list.ts';

/** Where a list goes on: behind a second and a place within it, for pinned conversations and for the others. */
export interface ListPosition {
  readonly time: number;
  /** 0: from the beginning, whatever the time. */
  readonly tie: number;
  readonly pinnedTime: number;
  readonly pinnedTie: number;
}

/** API Gateway carries at most 128 KB in one answer on a socket. */
const pageBytes = 100_000;
/** Conversations whose last messages are read at once. */
const chatsAtOnce = 100;

/** What a list holds behind a position. */
export const behind = <T extends Placed>(
  chats: readonly T[],
  { time, tie, pinnedTime, pinnedTie }: ListPosition,
): readonly T[] => {
  const isBehind = ({ peer, second }: Placed, time: number, place: number) =>
    place === 0 || second < time || (second === time && tieOf(peer) > place);
  return chats.filter(one => (one.pinned ? isBehind(one, pinnedTime, pinnedTie) : isBehind(one, time, tie)));
};

/** How many of the items, at least one, fit into an answer. */
export const fitting = (items: readonly object[]): number => {
  let bytes = 0;
  const tooMuch = items.findIndex(item => {
    bytes += byteLength(JSON.stringify(item));
    return bytes > pageBytes;
  });
  return tooMuch === -1 ? items.length : Math.max(1, tooMuch);
};

/** A conversation in the list, and what it is on the wire. */
export interface ListEntry<Item> {
  readonly placed: Placed;
  /** Seconds since 1970 of the message that is shown. */
  readonly time: number;
  readonly item: Item;
}

/** What a page holds, in the order in which the list is read. */
export interface FilledPage<Item> {
  readonly entries: readonly ListEntry<Item>[];
  readonly complete: boolean;
}

/**
 * Fills a page, as far as it carries, with what is made of some conversations at a time.
 * @param make what conversations become; some may become nothing
 */
export const fill = async <T extends Placed, Item extends object>(
  chats: readonly T[],
  make: (some: readonly T[]) => Promise<readonly ListEntry<Item>[]>,
): Promise<FilledPage<Item>> => {
  const entries: ListEntry<Item>[] = [];
  for (let start = 0; start < chats.length; start += chatsAtOnce) {
    entries.push(...(await make(chats.slice(start, start + chatsAtOnce))));
    const count = fitting(entries.map(({ item }) => item));
    if (count < entries.length) return { entries: entries.slice(0, count), complete: false };
  }
  return { entries, complete: true };
};

/**
 * Where the next page goes on.
 * @param now seconds since 1970, what a list that is complete answers
 */
export const nextPosition = (
  before: ListPosition,
  { entries, complete }: FilledPage<unknown>,
  now: number,
): ListPosition => {
  if (complete) return { time: now, tie: 0, pinnedTime: now, pinnedTie: 0 };
  const pinned = entries.findLast(({ placed }) => placed.pinned)?.placed;
  const other = entries.findLast(({ placed }) => !placed.pinned)?.placed;
  return {
    ...before,
    ...(pinned && { pinnedTime: pinned.second, pinnedTie: tieOf(pinned.peer) }),
    ...(other && { time: other.second, tie: tieOf(other.peer) }),
  };
};
