import { listedChats } from '../../lib/domain/conversation/chat-list.ts';
import { conversationsOf } from '../../lib/domain/conversation/chat-store.ts';
import { elementsOf } from '../../lib/domain/message/content.ts';
import { historyPage } from '../../lib/domain/message/history.ts';
import type { Draft } from '../../lib/domain/message/message-store.ts';
import { sendMessage } from '../../lib/domain/message/send-message.ts';
import { unreadCounts } from '../../lib/domain/message/unread.ts';
import type { Table } from '../../lib/kernel/ports.ts';
import type { SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import type { HistoryCursor } from '../../lib/protocol/message-key.ts';
import type { MessageItem } from '../../lib/table/items.ts';

export const app = 1400000001 as SdkAppId;
/** Seconds since 1970 at which tests begin. */
export const start = 1_800_000_000;
export const retentionDays = 7;

let accounts = 0;
/** An account that no other test uses. */
export const someone = (name: string): UserId => {
  accounts += 1;
  return `${name}${accounts}` as UserId;
};

/** A text message; sender and receiver must be given. */
export const draft = (text: string, more: Partial<Draft> & Pick<Draft, 'sender' | 'receiver'>): Draft => ({
  app,
  seq: 7,
  random: 9,
  body: [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }],
  needReceipt: false,
  noUnread: false,
  noLast: false,
  receiverOnly: false,
  ...more,
});

export const send = (table: Table, message: Draft, second = start) =>
  sendMessage(table, message, second, retentionDays);

export const textOf = (message: MessageItem): unknown => elementsOf(message)[0]?.MsgContent.Text;

/** The whole history of a pair as one of them sees it, read in pages. */
export const historyOf = async (
  table: Table,
  viewer: UserId,
  peer: UserId,
  limit = 100,
): Promise<readonly MessageItem[]> => {
  const messages: MessageItem[] = [];
  let before: HistoryCursor | undefined;
  do {
    const request = { app, viewer, peer, limit, before, withRecalled: true };
    const page = await historyPage(table, request, start * 1000);
    messages.unshift(...page.messages);
    before = page.next;
  } while (before);
  return messages;
};

/** The conversations with a message to show, as the list has them. */
export const listOf = async (table: Table, account: UserId, second = start) => {
  const chats = await listedChats(table, { app, account, limit: 100, retentionDays }, second * 1000);
  return chats.flatMap(chat => (chat.last ? { ...chat, last: chat.last } : []));
};

/** Unread counts by peer. */
export const unreadBy = async (table: Table, account: UserId): Promise<Readonly<Record<string, number>>> => {
  const now = (start + 1000) * 1000;
  const { chats } = await conversationsOf(table, app, account, now);
  const counts = await unreadCounts(table, app, account, chats, now);
  return Object.fromEntries(counts.map(({ peer, count }) => [peer, count]));
};

/**
 * A table whose user dies at a given call: that one and all that follow are not made.
 * @param call 1 is the first
 */
export const dyingAt = (
  table: Table,
  call: number,
): { readonly table: Table; readonly died: () => boolean } => {
  let calls = 0;
  const method = <A extends readonly unknown[], R>(run: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      calls += 1;
      if (calls >= call) throw new Error('died');
      return run(...args);
    };
  };
  return {
    died: () => calls >= call,
    table: {
      get: (key, options) => method(() => table.get(key, options))() as never,
      getMany: (keys, options) => method(() => table.getMany(keys, options))() as never,
      query: query => method(() => table.query(query))() as never,
      count: (query, most) => method(() => table.count(query, most))(),
      put: put => method(() => table.put(put))(),
      update: update => method(() => table.update(update))() as never,
      delete: del => method(() => table.delete(del))() as never,
      transact: writes => method(() => table.transact(writes))(),
    },
  };
};
