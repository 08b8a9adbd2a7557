import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { noteMessage } from '../../lib/domain/conversation/chat-store.ts';
import { identityOf } from '../../lib/domain/message/message-identity.ts';
import { itemOf } from '../../lib/domain/message/message-store.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import type { AccountItem, MessageItem } from '../../lib/table/items.ts';
import { keys } from '../../lib/table/keys.ts';
import { consumedBy } from '../support/consumed-units.ts';
import { startDatabase, type TestDatabase } from '../support/dynamodb.ts';
import { HandlerClient, type HandlerReply, HandlerWorld } from '../support/handler-world.ts';
import { draft, retentionDays } from '../support/message-world.ts';

const conversations = 500;
const messagesOfEach = 20;
/** What API Gateway carries in one answer on a socket. */
const frameBytes = 128 * 1024;
/** What the function can calculate in its 10 s with about a quarter of a core, in milliseconds. */
const functionMilliseconds = 2500;

let database: TestDatabase;
let world: HandlerWorld;
let me: HandlerClient;
let cookie: unknown;
let missed: readonly MessageItem[];

const peerName = (i: number) => `peer-${(i * 7919) % 1000}` as UserId;

/** What the product would have stored when all of them had written, in turns, one message a second. */
const messages = (): readonly MessageItem[] =>
  Array.from({ length: conversations * messagesOfEach }, (_, i) => {
    const sender = peerName(i % conversations);
    const text = `message ${i} ${'x'.repeat(i % 400)}`;
    const one = { ...draft(text, { sender, receiver: 'me' as UserId, seq: i, random: i }), app: world.app };
    return itemOf(one, identityOf(one), 0, world.second + 200 + i, retentionDays);
  });

const write = async (items: readonly object[]): Promise<void> => {
  const batches = Array.from({ length: Math.ceil(items.length / 25) }, (_, i) =>
    items.slice(i * 25, i * 25 + 25),
  );
  const one = async (batch: readonly object[]): Promise<void> => {
    const requests = batch.map(item => ({ PutRequest: { Item: marshall(item) } }));
    await database.client.send(
      new BatchWriteItemCommand({ RequestItems: { [database.tableName]: requests } }),
    );
  };
  for (let i = 0; i < batches.length; i += 8) await Promise.all(batches.slice(i, i + 8).map(one));
};

const accountOf = (account: UserId): AccountItem => ({
  ...keys.account(world.app, account),
  v: 1,
  account,
  createdAt: world.second,
  profile: {
    Tag_Profile_IM_Nick: `nick of ${account}`,
    Tag_Profile_IM_Image: `https://pictures.example/${account}`,
  },
});

beforeAll(async () => {
  database = await startDatabase();
  world = await new HandlerWorld(database.table).open({ listedConversations: 500 });
  me = new HandlerClient(world, 'me');
  await me.logIn();
  ({ Cookie: cookie } = await me.request('openim.getmsg', { Cookie: '' }));
  missed = messages();
  await write([...missed, ...peers().map(accountOf)]);
  const newest = missed.slice(-conversations);
  for (let i = 0; i < newest.length; i += 25) {
    await Promise.all(
      newest.slice(i, i + 25).map(message => {
        const side = { app: world.app, owner: 'me' as UserId, peer: message.sender };
        return noteMessage(database.table, side, message, message.time);
      }),
    );
  }
  world.now += (200 + missed.length + 100) * 1000;
}, 120_000);
afterAll(() => database?.stop());

interface Measured {
  readonly reply: HandlerReply;
  readonly bytes: number;
  readonly read: number;
  readonly calls: number;
  /** Of calculating, not of waiting. */
  readonly milliseconds: number;
}

const measured = async (servcmd: string, body: object): Promise<Measured> => {
  let reply: HandlerReply = { ErrorCode: -1 };
  const began = process.cpuUsage();
  const { read, calls } = await consumedBy(async () => {
    reply = await me.request(servcmd, body);
  });
  const bytes = Buffer.byteLength(JSON.stringify(reply));
  const { user, system } = process.cpuUsage(began);
  return { reply, bytes, read, calls, milliseconds: (user + system) / 1000 };
};

/** Asks until everything is there. */
const pagesOf = async (
  servcmd: string,
  first: object,
  next: (reply: HandlerReply) => Promise<object | undefined>,
): Promise<readonly Measured[]> => {
  const pages: Measured[] = [];
  for (let body: object | undefined = first; body; ) {
    const page = await measured(servcmd, body);
    pages.push(page);
    body = await next(page.reply);
  }
  return pages;
};

const sum = (pages: readonly Measured[], name: 'read' | 'calls'): number =>
  pages.reduce((total, page) => total + page[name], 0);
const textsIn = (entries: unknown): readonly string[] =>
  (entries as { MsgBody: [{ MsgContent: { Text: string } }] }[]).map(
    ({ MsgBody }) => MsgBody[0].MsgContent.Text,
  );
const numberIn = (text: string): number => Number(text.split(' ')[1]);
const peers = () => Array.from({ length: conversations }, (_, i) => peerName(i));

/** docs/delivery.md shows these numbers. */
describe('a user with 500 conversations and 10,000 missed messages', () => {
  let pages: readonly Measured[];
  /** Messages sent while the client reads page after page: to conversations that have come and to others. */
  const live: string[] = [];
  const pageTexts = () => pages.map(({ reply }) => textsIn(reply.MsgList));

  const someoneWrites = async (): Promise<void> => {
    const text = `live ${live.length}`;
    live.push(text);
    const From_Account = peerName((live.length * 97) % conversations);
    const MsgBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }];
    await world.admin('openim.sendmsg', { From_Account, To_Account: 'me', MsgRandom: live.length, MsgBody });
  };

  beforeAll(async () => {
    me.goAway();
    await me.logIn();
    pages = await pagesOf('openim.getmsg', { Cookie: cookie }, async ({ Cookie, SyncFlag }) => {
      if (SyncFlag === 2) return undefined;
      world.now += 500;
      if (live.length < 20) await someoneWrites();
      return { Cookie };
    });
  }, 120_000);

  it('gets each of them once, those of a conversation in order, each page in the order of time', () => {
    const numbers = pageTexts().map(texts => texts.filter(text => text.startsWith('message')).map(numberIn));
    expect(numbers.flat().sort((one, other) => one - other)).toEqual(missed.map((_, i) => i));
    for (const page of numbers) expect(page).toEqual([...page].sort((one, other) => one - other));
    const inTurn = Array.from({ length: messagesOfEach }, (_, turn) => turn);
    for (let i = 0; i < conversations; i += 1) {
      const ofOne = numbers.flat().filter(number => number % conversations === i);
      expect(ofOne).toEqual(inTurn.map(turn => turn * conversations + i));
    }
  });

  it('gets what is sent meanwhile live, and at most once more by the sync', () => {
    const pushed = me.pushes.flatMap(({ C2cMsgArray = [] }) => textsIn(C2cMsgArray));
    expect(pushed).toEqual(live);
    const synced = pageTexts()
      .flat()
      .filter(text => text.startsWith('live'));
    expect(new Set(synced).size).toBe(synced.length);
  });

  it('gets frames that are full, and none that is too large', () => {
    for (const { bytes } of pages) expect(bytes).toBeLessThan(frameBytes - 1000);
    for (const { bytes } of pages.slice(0, -1)) expect(bytes).toBeGreaterThan(120_000);
    expect(pages).toHaveLength(52);
  });

  it('is told what is unread', () => {
    const counts = pages.at(-1)?.reply.C2CPairUnreadCount as { UnreadCount: number }[];
    const all = counts.reduce((total, { UnreadCount }) => total + UnreadCount, 0);
    expect([counts.length, all]).toEqual([conversations, missed.length + live.length]);
    expect(pages.map(({ reply }) => reply.Incomplete)).toEqual(pages.map(() => 0));
  });

  it('costs each page a handful of reads, and the last one those of counting', () => {
    const most = (name: 'read' | 'calls' | 'milliseconds', of: readonly Measured[]) =>
      Math.max(...of.map(page => page[name]));
    const [first, last] = [pages.slice(0, 1), pages.slice(-1)];
    expect(most('calls', first)).toBeLessThanOrEqual(29);
    expect(most('read', first)).toBeLessThanOrEqual(120);
    expect(most('calls', pages.slice(1, -1))).toBeLessThanOrEqual(54);
    expect(most('read', pages.slice(1, -1))).toBeLessThanOrEqual(150);
    expect(most('calls', last)).toBeLessThanOrEqual(530);
    expect(most('read', last)).toBeLessThanOrEqual(1600);
    expect(sum(pages, 'read')).toBeLessThanOrEqual(6000);
    expect(sum(pages, 'calls')).toBeLessThanOrEqual(2600);
    expect(most('milliseconds', pages)).toBeLessThan(functionMilliseconds);
  });

  it('is told the counts in one frame after a login', async () => {
    const { reply, bytes, read, calls, milliseconds } = await measured('openim.getmsg', { Cookie: '' });
    expect(reply).toMatchObject({ SyncFlag: 2, MsgList: [], Incomplete: 0 });
    expect(reply.C2CPairUnreadCount).toHaveLength(conversations);
    expect(bytes).toBeLessThan(frameBytes);
    expect(read).toBeLessThanOrEqual(1550);
    expect(calls).toBeLessThanOrEqual(503);
    expect(milliseconds).toBeLessThan(functionMilliseconds);
  });

  it('has a total that a backend can ask for', async () => {
    const reply = await world.admin('openim.get_c2c_unread_msg_num', { To_Account: 'me' });
    expect(reply.AllC2CUnreadMsgNum).toBe(missed.length + live.length);
  });

  it('reads its list in four pages, each conversation once, the newest first', async () => {
    const list = await pagesOf('recentcontact.page_get', {}, async reply => {
      const { CompleteFlag, TimeStamp, StartIndex, TopTimeStamp, TopStartIndex } = reply;
      return CompleteFlag === 1 ? undefined : { TimeStamp, StartIndex, TopTimeStamp, TopStartIndex };
    });
    const items = list.flatMap(({ reply }) => reply.SessionItem as { To_Account: string; MsgTime: number }[]);
    expect(items.map(({ To_Account }) => To_Account).sort()).toEqual([...peers()].sort());
    const times = items.map(({ MsgTime }) => MsgTime);
    expect(times).toEqual([...times].sort((one, other) => other - one));
    expect(list).toHaveLength(4);
    expect(sum(list, 'read')).toBeLessThanOrEqual(800);
    expect(Math.max(...list.map(({ bytes }) => bytes))).toBeLessThan(frameBytes);
  });

  it('reads its list without texts in one', async () => {
    const { reply, read } = await measured('recentcontact.get_list', {
      From_Account: 'me',
      TimeStamp: 0,
      StartIndex: 0,
      TopTimeStamp: 0,
      TopStartIndex: 0,
      AssistFlags: 0,
    });
    expect(reply).toMatchObject({ CompleteFlag: 1 });
    expect(reply.SessionItem).toHaveLength(conversations);
    expect(read).toBeLessThanOrEqual(300);
  });
});
