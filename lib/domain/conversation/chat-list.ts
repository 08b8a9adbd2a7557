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
  /** Seconds since 1970 up to which the peer has read. */
  readonly peerReadTime: number;
  /** Absent when the account is gone. */
  readonly card?: AccountCard;
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

/**
 * The last message of a conversation: the one that the conversation points at, when it stands where the pointer says.
 * The pointer is written while the message is, and may name one that never came to be, or a repeat; then the pair is asked.
 */
const lastOf = async (
  table: Table,
  owner: ListOwner,
  chat: ChatItem,
  found: ReadonlyMap<string, object>,
  now: number,
): Promise<MessageItem | undefined> => {
  const key = { PK: keys.pair(owner.app, owner.account, chat.peer), SK: chat.lastMessage ?? '' };
  const pointed = found.get(nameOf(key)) as MessageItem | undefined;
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
 * The newest conversations of an account, newest first: 1 read unit for each begun 4 KB of conversations, then half a
 * unit each for the last message, for the peer's name and for the peer's read position, in two steps (docs/delivery.md
 * weighs this against copying the last message into the conversation).
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
  const wanted = chats.flatMap(({ peer, lastMessage = '' }) => [
    { PK: keys.pair(app, account, peer), SK: lastMessage },
    keys.account(app, peer),
    keys.chat(app, peer, account),
  ]);
  const found = new Map((await table.getMany<Key>(wanted)).map(item => [nameOf(item), item]));
  const listed = await Promise.all(
    chats.map(async ({ peer, ...chat }): Promise<ListedChat | undefined> => {
      const last = await lastOf(table, owner, { peer, ...chat }, found, now);
      const accountItem = found.get(nameOf(keys.account(app, peer))) as AccountItem | undefined;
      const theirs = found.get(nameOf(keys.chat(app, peer, account))) as ChatItem | undefined;
      return (
        last && {
          peer,
          last,
          peerReadTime: theirs?.readTime ?? 0,
          ...(accountItem && { card: cardOf(accountItem) }),
        }
      );
    }),
  );
  return listed.filter(chat => chat !== undefined).sort(newestOnTop);
};
