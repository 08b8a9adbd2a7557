import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { ChatItem, MessageItem } from '../../table/items.ts';
import { byTime, expiryAttribute, keys } from '../../table/keys.ts';
import { forEachOf } from '../bounded.ts';
import { coversSecond, cutsOf } from '../conversation/cut.ts';
import { comesInSilence, silent } from '../conversation/remind.ts';
import { newestFirst } from './history.ts';

/** Unread messages of one conversation. */
export interface UnreadCount {
  readonly peer: UserId;
  readonly count: number;
}

/** Contract: conversations-and-login.md C2. */
const unreadSeconds = 7 * 86_400;
const countedAtMost = 250;

const counting = { atOnce: countedAtMost, attributes: ['noUnread', 'unreadUntil', 'insists', 'time'] };

interface Counted {
  readonly app: SdkAppId;
  readonly owner: UserId;
  readonly chat: ChatItem;
  /** Seconds since 1970; what is no newer does not count. */
  readonly behind: number;
  readonly now: number;
}

const counts = (message: MessageItem, peer: UserId, second: number): boolean =>
  message.sender === peer && !message.noUnread && (message.unreadUntil ?? second + 1) > second;

/** One by one: what is cut goes by names as well, which no query knows. */
const countedHere = async (table: Table, { app, owner, chat, behind, now }: Counted): Promise<number> => {
  const { peer } = chat;
  const cuts = cutsOf(chat);
  const limit = countedAtMost;
  const request = { app, viewer: owner, peer, from: behind + 1, limit, withRecalled: false, cuts };
  let count = 0;
  for await (const message of newestFirst(table, request, now, counting)) {
    if (counts(message, peer, Math.floor(now / 1000)) && !comesInSilence(chat, message)) count += 1;
    if (count === countedAtMost) break;
  }
  return count;
};

/** The same as `isVisibleTo`, `isLive` and `counts` say, for messages of the peer. */
const countable = [
  '#sender = :peer',
  ...['#message', 'recalledBy', 'deletedByReceiver', 'noUnread'].map(name => `attribute_not_exists(${name})`),
  ...['unreadUntil', '#expires'].map(name => `(attribute_not_exists(${name}) OR ${name} > :now)`),
];

/** The same as `comesInSilence`. */
const heardOf = ({ remind, silentSince = 0, silentUntil = 0 }: ChatItem) => {
  if (remind !== silent && silentUntil === 0) return { filter: [], values: {}, names: {} };
  const afterwards = remind === silent ? '' : ' OR #time > :until';
  return {
    filter: [`(insists = :true OR #time < :since${afterwards})`],
    values: { ':true': true, ':since': silentSince, ...(afterwards && { ':until': silentUntil }) },
    names: { '#time': 'time' },
  };
};

/** By the table itself, which sends nothing but the number: the messages of a busy conversation need not come here. */
const countedThere = (table: Table, { app, owner, chat, behind, now }: Counted): Promise<number> => {
  const heard = heardOf(chat);
  const places = [keys.second(behind + 1), ...cutsOf(chat).map(({ through }) => through)];
  const query = {
    index: byTime.index,
    where: 'PK = :pk AND ByTime > :behind',
    filter: [...countable, ...heard.filter].join(' AND '),
    names: { '#sender': 'sender', '#message': 'message', '#expires': expiryAttribute, ...heard.names },
    values: {
      ':pk': keys.pair(app, owner, chat.peer),
      ':behind': places.reduce((one, other) => (one > other ? one : other)),
      ':peer': chat.peer,
      ':now': Math.floor(now / 1000),
      ...heard.values,
    },
    consistent: true,
  };
  return table.count(query, countedAtMost);
};

/**
 * Counts the peer's messages behind the owner's read position, without what the owner deleted: no read when the peer has
 * sent none since, else 1 read unit for each begun 4 KB of the messages behind it. Nothing is stored, so nothing can be
 * wrong.
 * @param now milliseconds since 1970
 */
export const unreadOf = async (
  table: Table,
  app: SdkAppId,
  owner: UserId,
  chat: ChatItem,
  now: number,
): Promise<number> => {
  const { peer, peerTime = 0, readTime = 0 } = chat;
  const behind = Math.max(readTime, Math.floor(now / 1000) - unreadSeconds - 1);
  const cuts = cutsOf(chat);
  if (peerTime <= behind || peer === owner || coversSecond(cuts, peerTime)) return 0;
  const counted = { app, owner, chat, behind, now };
  return cuts.some(({ also }) => also) ? countedHere(table, counted) : countedThere(table, counted);
};

/** The unread counts of the given conversations, without those that have none. */
export const unreadCounts = async (
  table: Table,
  app: SdkAppId,
  owner: UserId,
  chats: readonly ChatItem[],
  now: number,
): Promise<readonly UnreadCount[]> => {
  const all = await forEachOf(chats, async chat => ({
    peer: chat.peer,
    count: await unreadOf(table, app, owner, chat, now),
  }));
  return all.filter(({ count }) => count > 0);
};
