import type { Table } from '../../kernel/ports.ts';
import { byteLength, type SdkAppId, type UserId } from '../../protocol/ids.ts';
import type { ChatItem, MessageItem, NoticeItem } from '../../table/items.ts';
import { byTime, keys } from '../../table/keys.ts';
import { forEachOf } from '../bounded.ts';
import { listable } from '../conversation/chat-list.ts';
import { conversationsOf } from '../conversation/chat-store.ts';
import { covers, cutsOf } from '../conversation/cut.ts';
import { stillDeleted } from '../conversation/deleted.ts';
import { comesInSilence } from '../conversation/remind.ts';
import { isLive } from '../session/session-store.ts';
import { isMessage, isVisibleTo } from './history.ts';
import type { SyncCookie, SyncPlace } from './sync-cookie.ts';
import { type UnreadCount, unreadCounts } from './unread.ts';

/** Who syncs, and from where. */
export interface SyncRequest {
  readonly app: SdkAppId;
  readonly account: UserId;
  readonly cookie?: SyncCookie | undefined;
  /** Newest conversations whose unread counts are wanted. */
  readonly conversations: number;
}

/** What a client missed, oldest first, and how to go on. */
export interface SyncPage {
  readonly changes: readonly Change[];
  readonly cookie: SyncCookie;
  readonly done: boolean;
  /** On the last page. */
  readonly unread: readonly UnreadCount[];
  /** On the last page: conversations that were deleted since, and are. */
  readonly deleted: readonly UserId[];
}

/**
 * A sync begins this much before the last one. A write carries the second in which it was begun and may be seen later: by
 * the time limit of a function, 29 s at most, and by what two clocks differ. Clients drop what they know.
 */
export const overlapSeconds = 60;

/** API Gateway carries 128 KB in one answer on a socket. Clients tell their user only of what is on the last page. */
const pageBytes = 90_000;
const readAtOnce = 100;

interface Found {
  readonly item: MessageItem | NoticeItem;
  readonly place: SyncPlace;
}

const isAfter = (one: SyncPlace, other: SyncPlace): boolean =>
  one.position === other.position ? one.peer > other.peer : one.position > other.position;

/** The next changes of one conversation, and the place up to which they are all there is. */
const changesOf = async (table: Table, app: SdkAppId, account: UserId, peer: UserId, cookie: SyncCookie) => {
  const { behind, since } = cookie;
  const page = await table.query<MessageItem | NoticeItem>({
    index: byTime.index,
    where: 'PK = :pk AND ByTime >= :from',
    values: {
      ':pk': keys.pair(app, account, peer),
      ':from': behind?.position ?? keys.second(since - overlapSeconds),
    },
    consistent: true,
    limit: readAtOnce,
  });
  const found = page.items
    .map((item): Found => ({ item, place: { position: item.ByTime, peer } }))
    .filter(({ place }) => !behind || isAfter(place, behind));
  const until = page.next && { position: page.items.at(-1)?.ByTime ?? '', peer };
  return { found, until };
};

/** What a message has on the wire beside its item: names, picture, keys. */
const wireBytes = 500;
const bytesOf = ({ item }: Found): number => byteLength(JSON.stringify(item)) + wireBytes;

const inOrder = (one: Found, other: Found): number => (isAfter(one.place, other.place) ? 1 : -1);

/** As many as fit into a page, at least one. */
const fitting = (found: readonly Found[]): readonly Found[] => {
  let bytes = 0;
  const tooMuch = found.findIndex((one, i) => {
    bytes += bytesOf(one);
    return bytes > pageBytes && i > 0;
  });
  return tooMuch === -1 ? found : found.slice(0, tooMuch);
};

/** A message as it is now, for clients that may know it as it was. */
export interface ModifiedMessage {
  readonly modified: MessageItem;
}

/** Something that a client missed. */
export type Change = MessageItem | NoticeItem | ModifiedMessage;

const isNoticeOfMessage = (item: MessageItem | NoticeItem): item is NoticeItem =>
  !isMessage(item) && !item.recalledBy;

/** Puts the messages themselves in the place of notices that they came late or were modified. */
const withNotedMessages = async (
  table: Table,
  items: readonly (MessageItem | NoticeItem)[],
  account: UserId,
): Promise<readonly Change[]> => {
  const wanted = items.filter(isNoticeOfMessage).map(({ PK, message }) => ({ PK, SK: message }));
  const found = new Map(
    (await table.getMany<MessageItem>(wanted, { consistent: true })).map(item => [item.PK + item.SK, item]),
  );
  return items.flatMap((item): readonly Change[] => {
    if (!isNoticeOfMessage(item)) return [item];
    const message = found.get(item.PK + item.message);
    if (!message || !isVisibleTo(message, account)) return [];
    if (!item.modified) return [message];
    return message.recalledBy || !message.version ? [] : [{ modified: message }];
  });
};

/** Whether a client is to be told: not of what is not its own to see, was deleted or cleared, or comes in silence. */
const isWanted = (
  { item, place }: Found,
  byPeer: ReadonlyMap<string, ChatItem>,
  account: UserId,
): boolean => {
  const chat = byPeer.get(place.peer);
  const ByTime = isMessage(item) ? item.ByTime : keys.noticedPosition(item);
  if (!chat || cutsOf(chat).some(cut => covers(cut, { ByTime }))) return false;
  return isMessage(item) ? isVisibleTo(item, account) && !comesInSilence(chat, item) : true;
};

const deletedSince = async (
  table: Table,
  { app, account }: SyncRequest,
  chats: readonly ChatItem[],
  since: number,
  now: number,
): Promise<readonly UserId[]> => {
  const recent = chats.filter(({ deleted }) => deleted && deleted.at >= (since - overlapSeconds) * 1000);
  const gone = await forEachOf(recent, chat => stillDeleted(table, app, account, chat, now));
  return recent.filter((_, i) => gone[i]).map(({ peer }) => peer);
};

/** Whether a conversation may hold a change that the earlier pages of this sync have not brought. */
const mayHaveMore = ({ lastTime }: ChatItem, { since, behind }: SyncCookie): boolean =>
  lastTime >= since - overlapSeconds &&
  (!behind || keys.second(lastTime + overlapSeconds) >= behind.position);

const missed = async (
  table: Table,
  { app, account }: SyncRequest,
  chats: readonly ChatItem[],
  cookie: SyncCookie,
  now: number,
) => {
  const changed = chats.filter(chat => mayHaveMore(chat, cookie));
  const streams = await forEachOf(changed, ({ peer }) => changesOf(table, app, account, peer, cookie));
  const horizon = streams
    .flatMap(({ until }) => until ?? [])
    .reduce<SyncPlace | undefined>(
      (nearest, place) => (nearest && isAfter(place, nearest) ? nearest : place),
      undefined,
    );
  const known = streams
    .flatMap(({ found }) => found)
    .filter(({ place }) => !horizon || !isAfter(place, horizon))
    .sort(inOrder);
  const page = fitting(known);
  const byPeer = new Map(chats.map(chat => [chat.peer, chat]));
  const visible = page.filter(one => isLive(one.item, now) && isWanted(one, byPeer, account));
  const changes = await withNotedMessages(
    table,
    visible.map(({ item }) => item),
    account,
  );
  return { changes, behind: page.at(-1)?.place ?? horizon, done: !horizon && page.length === known.length };
};

/**
 * What an account's client missed since its cookie was given out: 1 read unit for each begun 4 KB of conversations, one
 * query for each conversation that changed, and one for each that has something unread. Without a cookie nothing was
 * missed: the client reads its conversations and their history anew.
 * @param now milliseconds since 1970
 */
export const sync = async (table: Table, request: SyncRequest, now: number): Promise<SyncPage> => {
  const { app, account, cookie, conversations } = request;
  const second = Math.floor(now / 1000);
  const began = cookie?.began ?? second;
  const all = await conversationsOf(table, app, account, now);
  const { chats } = all;
  const page = cookie && (await missed(table, request, chats, cookie, now));
  if (page && !page.done) {
    const next = { v: 1, since: cookie.since, began, ...(page.behind && { behind: page.behind }) } as const;
    return { changes: page.changes, cookie: next, done: false, unread: [], deleted: [] };
  }
  const listed = listable(all, conversations).map(({ chat }) => chat);
  const [unread, deleted] = await Promise.all([
    unreadCounts(table, app, account, listed, now),
    cookie ? deletedSince(table, request, chats, cookie.since, now) : [],
  ]);
  return { changes: page?.changes ?? [], cookie: { v: 1, since: began }, done: true, unread, deleted };
};
