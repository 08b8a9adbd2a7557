import { byteLength } from '../../protocol/ids.ts';
import { type ListedChat, tieOf } from './chat-list.ts';

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

/** What a list holds behind a position. */
export const behind = (
  chats: readonly ListedChat[],
  { time, tie, pinnedTime, pinnedTie }: ListPosition,
): readonly ListedChat[] => {
  const isBehind = (chat: ListedChat, second: number, place: number) =>
    place === 0 || chat.time < second || (chat.time === second && tieOf(chat.peer) > place);
  return chats.filter(chat =>
    chat.pinned ? isBehind(chat, pinnedTime, pinnedTie) : isBehind(chat, time, tie),
  );
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

/**
 * Where the next page goes on.
 * @param sent the page that is answered now
 * @param now seconds since 1970, what a list that is complete answers
 */
export const nextPosition = (
  before: ListPosition,
  sent: readonly ListedChat[],
  complete: boolean,
  now: number,
): ListPosition => {
  if (complete) return { time: now, tie: 0, pinnedTime: now, pinnedTie: 0 };
  const pinned = sent.findLast(chat => chat.pinned);
  const other = sent.findLast(chat => !chat.pinned);
  return {
    ...before,
    ...(pinned && { pinnedTime: pinned.time, pinnedTie: tieOf(pinned.peer) }),
    ...(other && { time: other.time, tie: tieOf(other.peer) }),
  };
};
