import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { ChatItem, MessageItem, NoticeItem } from '../../table/items.ts';
import { byTime, keys } from '../../table/keys.ts';
import { covers, cutsOf } from '../conversation/cut.ts';
import { comesInSilence } from '../conversation/remind.ts';
import { isLive } from '../session/session-store.ts';
import { isMessage, isVisibleTo } from './history.ts';
import type { SyncPlace } from './sync-cookie.ts';

/** Who is told of changes. */
export interface Viewer {
  readonly app: SdkAppId;
  readonly account: UserId;
}

/** A message as it is now, for clients that may know it as it was. */
export interface ModifiedMessage {
  readonly modified: MessageItem;
}

/** Something that a client missed. */
export type Change = MessageItem | NoticeItem | ModifiedMessage;

/** A change at its place among those of several conversations. */
export interface Placed<Item = Change> {
  readonly item: Item;
  readonly place: SyncPlace;
}

type Stored = MessageItem | NoticeItem;

/** Items read at once: about two pages of a sync. */
const readAtOnce = 600;
const readOfEach = { least: 25, most: 100 };

export const isAfter = (one: SyncPlace, other: SyncPlace): boolean =>
  one.position === other.position ? one.peer > other.peer : one.position > other.position;

export const inOrder = (one: { readonly place: SyncPlace }, other: { readonly place: SyncPlace }): number =>
  isAfter(one.place, other.place) ? 1 : -1;

/** The next items of one conversation, and the place up to which they are all there is. */
const itemsOf = async (
  table: Table,
  { app, account }: Viewer,
  { peer }: ChatItem,
  from: SyncPlace | number,
  limit: number,
) => {
  const page = await table.query<Stored>({
    index: byTime.index,
    where: 'PK = :pk AND ByTime >= :from',
    values: {
      ':pk': keys.pair(app, account, peer),
      ':from': typeof from === 'number' ? keys.second(from) : from.position,
    },
    consistent: true,
    limit,
  });
  const found = page.items
    .map((item): Placed<Stored> => ({ item, place: { position: item.ByTime, peer } }))
    .filter(({ place }) => typeof from === 'number' || isAfter(place, from));
  return { found, until: page.next && { position: page.items.at(-1)?.ByTime ?? '', peer } };
};

/** What stands in several conversations, merged by time, and the place up to which that is all. */
const merged = async (table: Table, viewer: Viewer, chats: readonly ChatItem[], from: SyncPlace | number) => {
  const { least, most } = readOfEach;
  const limit = Math.min(most, Math.max(least, Math.ceil(readAtOnce / Math.max(1, chats.length))));
  const streams = await Promise.all(chats.map(chat => itemsOf(table, viewer, chat, from, limit)));
  const until = streams
    .flatMap(stream => stream.until ?? [])
    .reduce<SyncPlace | undefined>(
      (nearest, place) => (nearest && isAfter(place, nearest) ? nearest : place),
      undefined,
    );
  const found = streams.flatMap(stream => stream.found);
  const known = until ? found.filter(({ place }) => !isAfter(place, until)) : found;
  return { found: [...known].sort(inOrder), until };
};

const isNoticeOfMessage = (item: Stored): item is NoticeItem => !isMessage(item) && !item.recalledBy;

/** Puts the messages themselves in the place of notices that they came late or were modified. */
const withNotedMessages = async (
  table: Table,
  placed: readonly Placed<Stored>[],
  account: UserId,
  now: number,
): Promise<readonly Placed[]> => {
  const wanted = placed.flatMap(({ item }) => (isNoticeOfMessage(item) ? item : []));
  const noted = await table.getMany<MessageItem>(
    wanted.map(({ PK, message }) => ({ PK, SK: message })),
    { consistent: true },
  );
  const found = new Map(noted.map(item => [item.PK + item.SK, item]));
  return placed.flatMap(({ item, place }): readonly Placed[] => {
    if (!isNoticeOfMessage(item)) return [{ item, place }];
    const message = found.get(item.PK + item.message);
    if (!message || !isLive(message, now) || !isVisibleTo(message, account)) return [];
    if (!item.modified) return [{ item: message, place }];
    return message.recalledBy || !message.version ? [] : [{ item: { modified: message }, place }];
  });
};

/** Whether a client is to be told: not of what is not its own to see, was deleted or cleared, or comes in silence. */
const isWanted = (item: Stored, chat: ChatItem | undefined, account: UserId): boolean => {
  const ByTime = isMessage(item) ? item.ByTime : keys.noticedPosition(item);
  if (!chat || cutsOf(chat).some(cut => covers(cut, { ByTime }))) return false;
  return isMessage(item) ? isVisibleTo(item, account) && !comesInSilence(chat, item) : true;
};

/** The next changes of some conversations, oldest first. */
export interface Changes {
  readonly changes: readonly Placed[];
  /** There are more behind this place; absent when these are the last. */
  readonly until: SyncPlace | undefined;
}

/**
 * Reads the next changes of some conversations, merged by time: one query for each conversation, 1 read unit or more, and
 * 1 for each message that a notice names, in one call.
 * @param from a place behind which they are wanted, or the second from which on
 * @param now milliseconds since 1970
 */
export const nextChanges = async (
  table: Table,
  viewer: Viewer,
  chats: readonly ChatItem[],
  from: SyncPlace | number,
  now: number,
): Promise<Changes> => {
  const { found, until } = await merged(table, viewer, chats, from);
  const byPeer = new Map<string, ChatItem>(chats.map(chat => [chat.peer, chat]));
  const visible = found.filter(
    ({ item, place }) => isLive(item, now) && isWanted(item, byPeer.get(place.peer), viewer.account),
  );
  return { changes: await withNotedMessages(table, visible, viewer.account, now), until };
};
