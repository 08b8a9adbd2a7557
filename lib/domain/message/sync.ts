import type { Table } from '../../kernel/ports.ts';
import { byteLength, type UserId } from '../../protocol/ids.ts';
import type { ChatItem } from '../../table/items.ts';
import { forEachOf } from '../bounded.ts';
import { listable } from '../conversation/chat-list.ts';
import { conversationsOf } from '../conversation/chat-store.ts';
import { stillDeleted } from '../conversation/deleted.ts';
import type { Change, Viewer } from './changes.ts';
import { overlapSeconds } from './overlap.ts';
import type { SyncCookie } from './sync-cookie.ts';
import { cutFor, type FilledPage, fillPage, onWireInOrder, pageBytes } from './sync-page.ts';
import { type UnreadCount, unreadCounts } from './unread.ts';

/** Who syncs, and from where. */
export interface SyncRequest<Wire> extends Viewer {
  readonly cookie?: SyncCookie | undefined;
  /** Newest conversations whose unread counts are wanted. */
  readonly conversations: number;
  /** Room that is left on the last page for what others add. */
  readonly bytesBeside?: number | undefined;
  /** Days for which messages are kept. */
  readonly retentionDays: number;
  /** What a client is sent of changes, one for each. */
  readonly onWire: (changes: readonly Change[]) => Promise<readonly Wire[]>;
}

/** What a client missed, oldest first, and how to go on. */
export interface SyncPage<Wire> {
  readonly changes: readonly Wire[];
  readonly cookie: SyncCookie;
  readonly done: boolean;
  /** Something that the client missed may be kept no longer. */
  readonly incomplete: boolean;
  /** On the last page. */
  readonly unread: readonly UnreadCount[];
  /** On the last page: conversations that were deleted since, and are. */
  readonly deleted: readonly UserId[];
}

const secondsPerDay = 86_400;

/** Whether what happened since a cookie was given out may have expired. */
const isOlderThanKept = ({ since }: SyncCookie, retentionDays: number, second: number): boolean =>
  since - overlapSeconds + retentionDays * secondsPerDay <= second;

const deletedSince = (chats: readonly ChatItem[], since: number): readonly ChatItem[] =>
  chats.filter(({ deleted }) => deleted && deleted.at >= (since - overlapSeconds) * 1000);

const stillDeletedOf = async (
  table: Table,
  { app, account }: Viewer,
  chats: readonly ChatItem[],
  now: number,
): Promise<readonly UserId[]> => {
  const gone = await forEachOf(chats, chat => stillDeleted(table, app, account, chat, now));
  return chats.filter((_, i) => gone[i]).map(({ peer }) => peer);
};

/** What a count or a deletion has on the wire beside the name. */
const besideName = 60;

/** Room for what the last page holds beside changes, at most. */
const bytesBeside = (counted: readonly ChatItem[], deleted: readonly ChatItem[]): number =>
  [...counted.filter(({ peerTime = 0, readTime = 0 }) => peerTime > readTime), ...deleted]
    .map(({ peer }) => byteLength(JSON.stringify(peer)) + besideName)
    .reduce((sum, bytes) => sum + bytes, 0);

/**
 * What an account's client missed since its cookie was given out. Every page costs 1 or 2 read units for the conversations it
 * comes to, and one query for each of them that changed, 25 at a time; the first and the last one 1 read unit for about 15
 * conversations; the last one also what counting takes (docs/delivery.md). Without a cookie nothing was missed: the client
 * reads its conversations and their history anew.
 * @param now milliseconds since 1970
 */
export const sync = async <Wire>(
  table: Table,
  request: SyncRequest<Wire>,
  now: number,
): Promise<SyncPage<Wire>> => {
  const { app, account, cookie, conversations, retentionDays, bytesBeside: others = 0, onWire } = request;
  const second = Math.floor(now / 1000);
  const began = cookie?.began ?? second;
  const incomplete = cookie !== undefined && isOlderThanKept(cookie, retentionDays, second);
  const pageWith = (page: FilledPage<Wire>) => ({ changes: onWireInOrder(page), incomplete });
  const goesOn = (page: FilledPage<Wire>, since: number): SyncPage<Wire> => {
    const next = { v: 1, since, began, ...(page.group && { group: page.group }) } as const;
    return { ...pageWith(page), cookie: next, done: false, unread: [], deleted: [] };
  };

  const read = () => conversationsOf(table, app, account, now);
  const atFirst = cookie?.group ? undefined : await read();
  const page = await fillPage(table, request, cookie, atFirst?.chats, onWire, now);
  if (cookie && page.group) return goesOn(page, cookie.since);
  const all = atFirst ?? (await read());
  const listed = listable(all, conversations).map(({ chat }) => chat);
  const gone = cookie ? deletedSince(all.chats, cookie.since) : [];
  const cut = cutFor(page, pageBytes - others - bytesBeside(listed, gone));
  if (cookie && cut) return goesOn(cut, cookie.since);
  const [unread, deleted] = await Promise.all([
    unreadCounts(table, app, account, listed, now),
    stillDeletedOf(table, request, gone, now),
  ]);
  return { ...pageWith(page), cookie: { v: 1, since: began }, done: true, unread, deleted };
};
