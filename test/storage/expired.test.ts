import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describedChats, listedChats } from '../../lib/domain/conversation/chat-list.ts';
import {
  chatOf,
  chatsFrom,
  conversationsOf,
  markRead,
  peerReadTimes,
} from '../../lib/domain/conversation/chat-store.ts';
import { cutNow } from '../../lib/domain/conversation/cut.ts';
import { clearChat } from '../../lib/domain/conversation/deleted.ts';
import { setPinned } from '../../lib/domain/conversation/pins.ts';
import { remindsOf, setRemind } from '../../lib/domain/conversation/remind.ts';
import { messagesNamed } from '../../lib/domain/message/find-message.ts';
import { historyPage } from '../../lib/domain/message/history.ts';
import { importMessage } from '../../lib/domain/message/import-message.ts';
import { deleteForOne, noteReceipts } from '../../lib/domain/message/mark-messages.ts';
import { modifyMessage } from '../../lib/domain/message/modify.ts';
import { recallMessage } from '../../lib/domain/message/recall.ts';
import { unreadOf } from '../../lib/domain/message/unread.ts';
import { saveSession } from '../../lib/domain/session/session-changes.ts';
import { accountWithSessions, sessionOf, sessionsOf } from '../../lib/domain/session/session-store.ts';
import { watch, watchersOf } from '../../lib/domain/status/watch-store.ts';
import type { ConnectionId, InstanceId, UserId } from '../../lib/protocol/ids.ts';
import type { ChatItem } from '../../lib/table/items.ts';
import { keys } from '../../lib/table/keys.ts';
import { syncAll } from '../support/client-model.ts';
import { startDatabase, type TestDatabase } from '../support/dynamodb.ts';
import { app, draft, retentionDays, send, someone, start } from '../support/message-world.ts';

/**
 * Time to live deletes within days. Here it never does: everything is written, 30 days pass, and every read must answer as if
 * nothing had ever been there.
 */
const instance = 5 as InstanceId;
const later = (start + 30 * 86_400) * 1000;
const numbers = { seq: 7, random: 9, time: start };

let database: TestDatabase;
/** Two people with everything that expires between them. */
let past: readonly [UserId, UserId];
/** Two of whom nothing is known. */
let nobody: readonly [UserId, UserId];

beforeAll(async () => {
  database = await startDatabase();
  const { table } = database;
  const [me, ana] = [someone('me'), someone('ana')];
  past = [me, ana];
  nobody = [someone('nobody'), someone('noone')];
  const side = { app, owner: me, peer: ana };
  const now = start * 1000;
  const account = { ...keys.account(app, ana), v: 1, account: ana, createdAt: start, profile: {} };
  await table.put({ item: account });
  await send(table, draft('received', { sender: ana, receiver: me, needReceipt: true }));
  await send(table, draft('modified', { sender: ana, receiver: me, seq: 8 }));
  await send(table, draft('recalled', { sender: ana, receiver: me, seq: 10 }));
  const named = (seq: number) => ({ app, sender: ana, receiver: me, key: { ...numbers, seq } });
  await modifyMessage(table, { ...named(8), cloudCustomData: 'x' }, now);
  await recallMessage(table, { ...named(10), recalledBy: ana }, now);
  // Said again after half the overlap of two syncs, so that a notice leads to it.
  await send(table, draft('received', { sender: ana, receiver: me, needReceipt: true }), start + 40);
  await send(table, draft('sent', { sender: me, receiver: ana, seq: 11 }));
  await markRead(table, side, start - 1);
  await markRead(table, { app, owner: ana, peer: me }, start);
  await setPinned(table, side, [ana], true, now);
  await setRemind(table, side, 2, now, retentionDays);
  await setRemind(table, side, 0, now, retentionDays);
  const client = { platform: 7, connection: 'connection' as ConnectionId };
  await saveSession(table, { app, account: me, instance }, client, now);
  await watch(table, { app, account: me, instance }, ana, now);
});
afterAll(() => database.stop());

const clock = { now: () => later, until: async () => undefined };
const all = async <T>(pages: AsyncIterable<readonly T[]>): Promise<readonly T[]> => {
  const found: T[] = [];
  for await (const page of pages) found.push(...page);
  return found;
};
const side = ([owner, peer]: readonly [UserId, UserId]) => ({ app, owner, peer });
/** The conversation as stored, expired or not. */
const stored = ([owner, peer]: readonly [UserId, UserId]) =>
  database.table.get<ChatItem>(keys.chat(app, owner, peer));

type Read = (people: readonly [UserId, UserId]) => Promise<unknown>;

/** Every read of an item that expires. Names of people are the only difference that is allowed. */
const reads: Readonly<Record<string, Read>> = {
  conversations: async ([me]) => (await conversationsOf(database.table, app, me, later)).chats,
  'conversations by peer': ([me]) => all(chatsFrom(database.table, app, me, {}, later)),
  'one conversation': people => chatOf(database.table, side(people), later),
  'the list': ([account]) => listedChats(database.table, { app, account, limit: 100, retentionDays }, later),
  'read positions of peers': ([me, ana]) =>
    peerReadTimes(database.table, app, me, [ana], later).then(times => [...times.values()]),
  'do-not-disturb': ([me, ana]) => remindsOf(database.table, app, me, [ana], later),
  'what a list shows of a peer': async people => {
    const [me, peer] = people;
    const chat = (await stored(people)) ?? { ...keys.chat(app, me, peer), v: 1, peer, lastTime: start };
    const last = { sender: me, receiver: peer } as never;
    const listed = { peer, chat, last, time: start, pinned: false };
    const [shown] = await describedChats(database.table, { app, account: me }, [listed], later);
    return shown?.peerReadTime;
  },
  history: ([viewer, peer]) =>
    historyPage(database.table, { app, viewer, peer, limit: 100, withRecalled: true }, later),
  'a message by its key': ([me, ana]) =>
    messagesNamed(database.table, { app, sender: ana, receiver: me, key: numbers }, later),
  'a message to delete for one side': ([viewer, peer]) =>
    deleteForOne(database.table, { app, viewer, peer, keys: [numbers] }, later),
  'a message to confirm': ([viewer, peer]) =>
    noteReceipts(database.table, { app, viewer, peer, keys: [numbers] }, later),
  'a message to recall': ([me, ana]) =>
    recallMessage(
      database.table,
      { app, sender: ana, receiver: me, key: numbers, recalledBy: ana },
      later,
    ).catch(error => error.key),
  'a message to modify': ([me, ana]) =>
    modifyMessage(
      database.table,
      { app, sender: ana, receiver: me, key: numbers, cloudCustomData: 'y' },
      later,
    ).catch(error => error.key),
  'the unread count': async people => {
    const chat = await stored(people);
    return chat ? unreadOf(database.table, app, people[0], chat, later) : 0;
  },
  'what was there at a moment': async people => {
    const cut = await cutNow(database.table, side(people), later);
    return cut.also;
  },
  'a conversation to empty': people => clearChat(database.table, side(people), later),
  'a sync from before': async ([me]) => {
    const { changes, unread, deleted } = await syncAll(
      database.table,
      me,
      { v: 1, since: start - 100 },
      later / 1000,
    );
    return { changes, unread, deleted };
  },
  'clients of an account': ([me]) => sessionsOf({ table: database.table, clock }, app, me),
  'an account with its clients': async ([me]) =>
    (await accountWithSessions(database.table, app, me, later)).sessions,
  'one client': ([account]) => sessionOf(database.table, { app, account, instance }, later),
  'who watches': async ([, ana]) => (await watchersOf(database.table, app, ana, later)).clients,
};

/** Files that read an item which expires and need not look whether it has, with the reason. */
const exempt: Readonly<Record<string, string>> = {
  'session/connection-store.ts': 'an expired record of a connection is how its end is found',
  'push/device-token.ts': 'an expired record still says from whom a device is to be taken',
  'message/import-message.ts':
    'what a refused import met; its condition lets what has expired be overwritten',
  'message/message-store.ts': 'a twin within the duplicate window, which is no longer than the retention',
  'conversation/cut.ts': 'places of the last 30 s',
  'room/guests.ts': 'the entry of the guest that calls, on a connection that is younger than its expiry',
  'session/session-changes.ts': 'the session as it is after the change, which has the condition',
};

const domain = join(__dirname, '..', '..', 'lib', 'domain');
const expiring =
  /(get|getMany|query|update|delete|allPages)<[^>]*\b(Chat|Message|Notice|Session|Watcher|Watched|DeviceToken|Connection)Item\b/;

describe('what has expired and was not deleted', () => {
  it.each(Object.keys(reads))('is not there for: %s', async name => {
    const read = reads[name];
    expect(await read?.(past)).toEqual(await read?.(nobody));
  });

  it('can be stored once more', async () => {
    const [me, ana] = past;
    const again = draft('received', { sender: ana, receiver: me, needReceipt: true });
    const { repeat } = await send(database.table, again, later / 1000);
    expect(repeat).toBe(false);
    const page = await historyPage(
      database.table,
      { app, viewer: me, peer: ana, limit: 100, withRecalled: true },
      later,
    );
    expect(page.messages).toHaveLength(1);
  });

  it('can be imported once more', async () => {
    const [sender, receiver] = [someone('ana'), someone('ben')];
    const one = draft('old', { sender, receiver });
    const imports = (now: number) =>
      importMessage(database.table, one, start - 900, false, now, retentionDays);
    expect(await imports(start)).toBeDefined();
    expect(await imports(start + 60)).toBeUndefined();
    expect(await imports(later / 1000)).toMatchObject({ ExpiresAt: later / 1000 + retentionDays * 86_400 });
  });

  it('is looked at in every file that reads such an item, or there is a reason not to', () => {
    const files = readdirSync(domain, { recursive: true, encoding: 'utf8' }).filter(file =>
      file.endsWith('.ts'),
    );
    const blind = files.filter(file => {
      const text = readFileSync(join(domain, file), 'utf8');
      return expiring.test(text) && !text.includes('isLive(');
    });
    expect(blind.sort()).toEqual(Object.keys(exempt).sort());
  });
});
