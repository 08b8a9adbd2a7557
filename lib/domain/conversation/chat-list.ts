import { crc32 } from 'node:zlib';
import type { Key, Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { AccountItem, ChatItem, MessageItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { type AccountCard, cardOf } from '../account/account-directory.ts';
import { isVisibleTo, newestFirst } from '../message/history.ts';
import { isLive } from '../session/session-store.ts';
import { chatsOf } from './chat-store.ts';

/** One line of a conversation list. */
export interface ListedChat {
  readonly peer: UserId;
  readonly last: MessageItem;
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
}

const newestShown = async (
  table: Table,
  { app, account }: ListOwner,
  peer: UserId,
  now: number,
): Promise<MessageItem | undefined> => {
  const request = { app, viewer: account, peer, limit: 1, withRecalled: true };
  for await (const message of newestFirst(table, request, now)) if (!message.noLast) return message;
  return undefined;
};

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
    isVisibleTo(pointed, owner.account)
  )
    return pointed;
  return newestShown(table, owner, chat.peer, now);
};

/** A conversation's place among those of the same second; never 0. */
export const tieOf = (peer: UserId): number => crc32(peer) || 1;

const newestOnTop = (one: ListedChat, other: ListedChat): number =>
  other.last.time - one.last.time || tieOf(one.peer) - tieOf(other.peer);

/**
 * The newest conversations of an account, newest first: 1 read unit for each begun 4 KB of conversations and half a unit
 * for each last message, in two calls (docs/delivery.md weighs this against copying the message into the conversation).
 * @param now milliseconds since 1970
 */
export const listedChats = async (
  table: Table,
  owner: ListOwner,
  now: number,
): Promise<readonly ListedChat[]> => {
  const { app, account, limit } = owner;
  const chats = (await chatsOf(table, app, account, now))
    .filter(chat => chat.lastKey !== undefined)
    .sort((one, other) => ((one.lastKey ?? '') < (other.lastKey ?? '') ? 1 : -1))
    .slice(0, limit);
  const wanted = chats.map(({ peer, lastMessage = '' }) => ({
    PK: keys.pair(app, account, peer),
    SK: lastMessage,
  }));
  const found = await byName<MessageItem>(table, wanted);
  const listed = await Promise.all(
    chats.map(async (chat): Promise<ListedChat | undefined> => {
      const last = await lastOf(table, owner, chat, found, now);
      return last && { peer: chat.peer, last };
    }),
  );
  return listed.filter(chat => chat !== undefined).sort(newestOnTop);
};

/** Adds names, and read positions where the last message is one's own: half a read unit each, in one call. */
export const describedChats = async (
  table: Table,
  { app, account }: Omit<ListOwner, 'limit'>,
  chats: readonly ListedChat[],
): Promise<readonly DescribedChat[]> => {
  const accountOf = ({ peer }: ListedChat) => keys.account(app, peer);
  const theirsOf = ({ peer }: ListedChat) => keys.chat(app, peer, account);
  const mine = chats.filter(({ peer, last }) => last.sender === account && peer !== account);
  const found = await byName<AccountItem | ChatItem>(table, [...chats.map(accountOf), ...mine.map(theirsOf)]);
  return chats.map(chat => {
    const named = found.get(nameOf(accountOf(chat)));
    const theirs = found.get(nameOf(theirsOf(chat)));
    return {
      ...chat,
      card: named && 'profile' in named ? cardOf(named) : undefined,
      peerReadTime: (theirs && 'peer' in theirs ? theirs.readTime : undefined) ?? 0,
    };
  });
};
