import type { Table } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupMessageItem } from '../../table/group-log-items.ts';
import { isLive } from '../session/session-store.ts';
import { downFrom } from './log-history.ts';

/** How far back a message to show is looked for, when the newest is none. */
const lookedBack = 10;

const isShown = ({ gone, noLast, to, sender }: GroupMessageItem, viewer: UserId): boolean =>
  !gone && !noLast && (!to || sender === viewer || to.includes(viewer));

/** Where the last message that somebody is shown is looked for. */
export interface LastLooked {
  readonly highest: number;
  /** The lowest number that the viewer may see. */
  readonly lowest: number;
  /** The message of the highest number, when it was read before. */
  readonly newest: GroupMessageItem | undefined;
  readonly viewer: UserId;
}

/**
 * The message that a list of conversations shows: nothing is read when it is the newest, else 1 read unit for each begun 4 KB of ten.
 * @param now milliseconds since 1970
 */
export const lastShown = async (
  table: Table,
  life: GroupLife,
  { highest, lowest: firstSeen, newest, viewer }: LastLooked,
  now: number,
): Promise<GroupMessageItem | undefined> => {
  const lowest = Math.max(firstSeen, highest - lookedBack);
  if (newest && newest.seq >= lowest && isLive(newest, now) && isShown(newest, viewer)) return newest;
  for await (const message of downFrom(table, life, highest, lowest, now, lookedBack)) {
    if (isShown(message, viewer)) return message;
  }
  return undefined;
};
