import { listedChats } from '../../lib/domain/conversation/chat-list.ts';
import { historyPage } from '../../lib/domain/message/history.ts';
import type { Draft } from '../../lib/domain/message/message-store.ts';
import { sendMessage } from '../../lib/domain/message/send-message.ts';
import type { SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import { startDatabase, type TestDatabase } from '../support/dynamodb.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startDatabase();
}, 30_000);
afterAll(() => database.stop());

const app = 1400000001 as SdkAppId;
const now = 1_800_000_000;
let pairs = 0;
const pair = () => {
  pairs += 1;
  return { sender: `ana${pairs}` as UserId, receiver: `ben${pairs}` as UserId };
};
const draft = (text: string, more: Partial<Draft> = {}): Draft => ({
  app,
  sender: 'ana' as UserId,
  receiver: 'ben' as UserId,
  seq: 7,
  random: 9,
  body: [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }],
  needReceipt: false,
  noUnread: false,
  noLast: false,
  receiverOnly: false,
  ...more,
});

const textsOf = async (viewer: UserId, peer: UserId) => {
  const request = { app, viewer, peer, limit: 100, withRecalled: true };
  const { messages } = await historyPage(database.table, request, now * 1000);
  return messages.map(({ body }) => body[0]?.MsgContent.Text);
};
const listOf = (account: UserId) => listedChats(database.table, { app, account, limit: 100 }, now * 1000);

describe('sending a message', () => {
  it('shows it to both sides', async () => {
    const { sender, receiver } = pair();
    await sendMessage(database.table, draft('hello', { sender, receiver }), now, 7);
    expect(await textsOf(sender, receiver)).toEqual(['hello']);
    expect(await textsOf(receiver, sender)).toEqual(['hello']);
    expect((await listOf(sender)).map(chat => chat.peer)).toEqual([receiver]);
    expect((await listOf(receiver)).map(chat => chat.last.seq)).toEqual([7]);
  });

  it('stores a repeat once and answers it with the first time', async () => {
    const { sender, receiver } = pair();
    const message = draft('once', { sender, receiver });
    const [one, two] = await Promise.all([
      sendMessage(database.table, message, now, 7),
      sendMessage(database.table, message, now, 7),
    ]);
    const three = await sendMessage(database.table, message, now + 100, 7);
    expect([one.repeat, two.repeat].sort()).toEqual([false, true]);
    expect(three).toEqual({ message: one.message, repeat: true });
    expect(await textsOf(receiver, sender)).toEqual(['once']);
    expect((await listOf(receiver)).map(chat => chat.last.time)).toEqual([now]);
  });
});
