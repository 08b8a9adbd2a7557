import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { ChatItem, MessageItem } from '../../table/items.ts';
import { newestFirst } from './history.ts';

/** Unread messages of one conversation. */
export interface UnreadCount {
  readonly peer: UserId;
  readonly count: number;
}

/** Contract: conversations-and-login.md C2. */
const unreadSeconds = 7 * 86_400;
const countedAtMost = 250;

const counts = (message: MessageItem, peer: UserId, second: number): boolean =>
  message.sender === peer && !message.noUnread && (message.unreadUntil ?? second + 1) > second;

/**
 * Counts the peer's messages behind the owner's read position: no read when the peer has sent none since, else 1 read
 * unit for each begun 4 KB of the messages behind it. Nothing is stored, so nothing can be wrong.
 * @param now milliseconds since 1970
 */
export const unreadOf = async (
  table: Table,
  app: SdkAppId,
  owner: UserId,
  { peer, peerTime = 0, readTime = 0 }: ChatItem,
  now: number,
): Promise<number> => {
  if (peerTime <= readTime || peer === owner) return 0;
  const second = Math.floor(now / 1000);
  const from = Math.max(readTime + 1, second - unreadSeconds);
  const request = { app, viewer: owner, peer, from, limit: countedAtMost, withRecalled: false };
  let count = 0;
  for await (const message of newestFirst(table, request, now)) {
    if (counts(message, peer, second)) count += 1;
    if (count === countedAtMost) break;
  }
  return count;
};

/** The unread counts of the given conversations, without those that have none. */
export const unreadCounts = async (
  table: Table,
  app: SdkAppId,
  owner: UserId,
  chats: readonly ChatItem[],
  now: number,
): Promise<readonly UnreadCount[]> => {
  const all = await Promise.all(
    chats.map(async chat => ({ peer: chat.peer, count: await unreadOf(table, app, owner, chat, now) })),
  );
  return all.filter(({ count }) => count > 0);
};
