import { crc32 } from 'node:zlib';
import type { Key, Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { AccountItem, ChatItem, MessageItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { type AccountCard, cardOf } from '../account/account-directory.ts';
import { forEachOf } from '../bounded.ts';
import { isVisibleTo } from '../message/history.ts';
import { isLive } from '../session/session-store.ts';
import { type Conversations, conversationsOf } from './chat-store.ts';
import { covers, coversSecond, cutsOf } from './cut.ts';
import { newestShown } from './deleted.ts';

/** One line of a conversation list. */
export interface ListedChat {
  readonly peer: UserId;
  /** Absent in a conversation that its owner has emptied. */
  readonly last?: MessageItem | undefined;
  /** Seconds since 1970 of the last message, also where it is no longer to be seen. */
  readonly time: number;
  readonly pinned: boolean;
  readonly chat: ChatItem;
}

/** What a client shows beside it. */
export interface DescribedChat extends ListedChat {
  /** Seconds since 1970 up to which the peer has read; 0 when the last message is the peer's own, where nobody asks. */
  readonly peerReadTime: number;
  /** Absent when the account is gone. */
  readonly card?: AccountCard | undefined;
}

/** Whose list. */
export interface ListOwner {
  readonly app: SdkAppId;
  readonly account: UserId;
  /** Newest conversations that the list shows. */
  readonly limit: number;
  /** How long an emptied conversation is listed after its last message. */
  readonly retentionDays: number;
}

const secondsPerDay = 86_400;

const nameOf = ({ PK, SK }: Key): string => `${PK}\n${SK}`;

const byName = async <T extends Key>(table: Table, wanted: readonly Key[]): Promise<ReadonlyMap<string, T>> =>
  new Map((await table.getMany<T>(wanted)).map(item => [nameOf(item), item]));

/**
 * The last message of a conversation: the one that the conversation points at, when it stands where the pointer says.
 * The pointer is written while the message is, and may name one that never came to be, or a repeat; then the pair is asked.
 */
const lastOf = async (
  table: Table,
  owner: ListOwner,
  chat: ChatItem,
  found: ReadonlyMap<string, MessageItem>,
  now: number,
): Promise<MessageItem | undefined> => {
  const key = { PK: keys.pair(owner.app, owner.account, chat.peer), SK: chat.lastMessage ?? '' };
  const pointed = found.get(nameOf(key));
  if (
    pointed &&
    pointed.ByTime === chat.lastKey &&
    isLive(pointed, now) &&
    isVisibleTo(pointed, owner.account) &&
    !cutsOf(chat).some(cut => covers(cut, pointed))
  )
    return pointed;
  return newestShown(table, owner.app, owner.account, chat, now);
};

/** A conversation's place among those of the same second; never 0. */
export const tieOf = (peer: UserId): number => crc32(peer) || 1;

type Shown = Pick<ListedChat, 'peer' | 'time' | 'pinned'>;

/** The same by the messages that are shown. */
export const newestOnTop = (one: Shown, other: Shown): number =>
  Number(other.pinned) - Number(one.pinned) || other.time - one.time || tieOf(one.peer) - tieOf(other.peer);

/** Seconds since 1970 of the message that a conversation points at. */
const secondOf = ({ lastKey = '' }: ChatItem): number => Number(lastKey.slice(0, 10));

/** Whether a conversation was emptied, not deleted, and its messages would still be there. */
const isEmptied = (chat: ChatItem, retentionDays: number, now: number): boolean =>
  !chat.deleted &&
  covers(chat.cleared, { ByTime: chat.lastKey ?? '' }) &&
  (secondOf(chat) + retentionDays * secondsPerDay) * 1000 > now;

/** Where a conversation stands in a list. */
export interface Placed {
  /** The peer, or the name of the conversation with a group. */
  readonly peer: UserId;
  /** Seconds since 1970 of the message that it points at. */
  readonly second: number;
  readonly pinned: boolean;
}

/** A conversation that may be in the list; what was deleted and not written to since is not. */
export interface Listable extends Placed {
  readonly chat: ChatItem;
}

/** Pinned conversations first, then the newest. */
export const inListOrder = (one: Placed, other: Placed): number =>
  Number(other.pinned) - Number(one.pinned) ||
  other.second - one.second ||
  tieOf(one.peer) - tieOf(other.peer);

/** Which conversations are pinned, by name and life. */
export const pinnedNames = ({ pins }: Pick<Conversations, 'pins'>): ReadonlySet<string> =>
  new Set(pins.map(({ peer, life }) => `${life} ${peer}`));

const mayBeListed = ({ lastKey, lastTime, deleted }: ChatItem): boolean =>
  lastKey !== undefined && !(deleted && coversSecond([deleted], lastTime));

/**
 * The conversations that a list goes by, in its order: the pinned ones, and the newest up to a number. The order is that of the
 * messages they point at, which costs no read.
 */
export const listable = ({ chats, pins }: Conversations, limit: number): readonly Listable[] => {
  const pinned = pinnedNames({ pins });
  return chats
    .filter(mayBeListed)
    .map(chat => ({
      chat,
      peer: chat.peer,
      second: secondOf(chat),
      pinned: pinned.has(`${chat.lives ?? 0} ${chat.peer}`),
    }))
    .sort(inListOrder)
    .slice(0, limit);
};

/**
 * Adds their last messages: half a read unit each, in one call (docs/delivery.md weighs this against copying the message into
 * the conversation).
 * @param now milliseconds since 1970
 * @returns those that are in the list, in the order given
 */
export const withLastMessages = async (
  table: Table,
  owner: ListOwner,
  chats: readonly Listable[],
  now: number,
): Promise<readonly ListedChat[]> => {
  const wanted = chats.map(({ chat: { peer, lastMessage = '' } }) => ({
    PK: keys.pair(owner.app, owner.account, peer),
    SK: lastMessage,
  }));
  const found = await byName<MessageItem>(table, wanted);
  const listed = await forEachOf(chats, async ({ chat, pinned }): Promise<ListedChat | undefined> => {
    const { peer } = chat;
    const last = await lastOf(table, owner, chat, found, now);
    if (last) return { peer, chat, pinned, last, time: last.time };
    return isEmptied(chat, owner.retentionDays, now)
      ? { peer, chat, pinned, time: secondOf(chat) }
      : undefined;
  });
  return listed.filter(chat => chat !== undefined);
};

/** The newest conversations of an account, pinned ones first, then newest first. @param now milliseconds since 1970 */
export const listedChats = async (
  table: Table,
  owner: ListOwner,
  now: number,
): Promise<readonly ListedChat[]> => {
  const all = await conversationsOf(table, owner.app, owner.account, now);
  const listed = await withLastMessages(table, owner, listable(all, owner.limit), now);
  return [...listed].sort(newestOnTop);
};

/** Adds names, and read positions where the last message is one's own: half a read unit each, in one call. */
export const describedChats = async (
  table: Table,
  { app, account }: Pick<ListOwner, 'app' | 'account'>,
  chats: readonly ListedChat[],
  now: number,
): Promise<readonly DescribedChat[]> => {
  const accountOf = ({ peer }: ListedChat) => keys.account(app, peer);
  const theirsOf = ({ peer }: ListedChat) => keys.chat(app, peer, account);
  const mine = chats.filter(({ peer, last }) => last?.sender === account && peer !== account);
  const found = await byName<AccountItem | ChatItem>(table, [...chats.map(accountOf), ...mine.map(theirsOf)]);
  return chats.map(chat => {
    const named = found.get(nameOf(accountOf(chat)));
    const theirs = found.get(nameOf(theirsOf(chat)));
    return {
      ...chat,
      card: named && 'profile' in named ? cardOf(named) : undefined,
      peerReadTime: (theirs && 'peer' in theirs && isLive(theirs, now) ? theirs.readTime : undefined) ?? 0,
    };
  });
};
