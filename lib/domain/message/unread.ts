import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { ChatItem, MessageItem } from '../../table/items.ts';
import { forEachOf } from '../bounded.ts';
import { coversSecond, cutsOf } from '../conversation/cut.ts';
import { comesInSilence } from '../conversation/remind.ts';
import { newestFirst } from './history.ts';

/** Unread messages of one conversation. */
export interface UnreadCount {
  readonly peer: UserId;
  readonly count: number;
}

/** Contract: conversations-and-login.md C2. */
const unreadSeconds = 7 * 86_400;
const countedAtMost = 250;

/** A message has 12 KB at most, and 1 MB is read at once at most: then there is another page. */
const counting = { atOnce: countedAtMost, attributes: ['noUnread', 'unreadUntil', 'insists', 'time'] };

const counts = (message: MessageItem, peer: UserId, second: number): boolean =>
  message.sender === peer && !message.noUnread && (message.unreadUntil ?? second + 1) > second;

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
  const second = Math.floor(now / 1000);
  const behind = Math.max(readTime, second - unreadSeconds - 1);
  const cuts = cutsOf(chat);
  if (peerTime <= behind || peer === owner || coversSecond(cuts, peerTime)) return 0;
  const request = {
    app,
    viewer: owner,
    peer,
    from: behind + 1,
    limit: countedAtMost,
    withRecalled: false,
    cuts,
  };
  let count = 0;
  for await (const message of newestFirst(table, request, now, counting)) {
    if (counts(message, peer, second) && !comesInSilence(chat, message)) count += 1;
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
  const all = await forEachOf(chats, async chat => ({
    peer: chat.peer,
    count: await unreadOf(table, app, owner, chat, now),
  }));
  return all.filter(({ count }) => count > 0);
};
