import * as fc from 'fast-check';
import { conversationsOf, markRead } from '../../lib/domain/conversation/chat-store.ts';
import { deleteForOne } from '../../lib/domain/message/mark-messages.ts';
import { lateNotice } from '../../lib/domain/message/notices.ts';
import { recallMessage } from '../../lib/domain/message/recall.ts';
import { decodeCookie, encodeCookie } from '../../lib/domain/message/sync-cookie.ts';
import { unreadOf } from '../../lib/domain/message/unread.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import type { ChatItem, MessageItem } from '../../lib/table/items.ts';
import { ClientModel, shownHistory, syncAll, syncPage } from '../support/client-model.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { app, draft, historyOf, send, someone, start, unreadBy } from '../support/message-world.ts';

const database = databaseOfTests();

const pause = fc.constantFrom(0, 0, 1, 50, 400);
const step = fc.oneof(
  fc.record({
    kind: fc.constant('send' as const),
    pause,
    from: fc.nat(2),
    to: fc.nat(2),
    retried: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('recall' as const), pause, which: fc.nat() }),
  fc.record({ kind: fc.constant('switch' as const), pause, who: fc.nat(2) }),
  fc.record({ kind: fc.constant('read' as const), pause, who: fc.nat(2), peer: fc.nat(2) }),
);

/** Three people, each with a client that comes and goes. */
class Story {
  second = start;
  private readonly sent: MessageItem[] = [];
  private readonly reads = new Map<string, number>();
  readonly people = ['ana', 'ben', 'eve'].map(someone);
  readonly clients = this.people.map(account => new ClientModel(database.table, account));

  person(index: number): UserId {
    const account = this.people[index];
    if (!account) throw new Error('nobody');
    return account;
  }

  async send(from: number, to: number, retried: boolean): Promise<void> {
    const message = draft('x', {
      sender: this.person(from),
      receiver: this.person(to),
      seq: this.sent.length,
    });
    const { message: stored } = await send(database.table, message, this.second);
    if (retried) await send(database.table, message, this.second + 2);
    this.sent.push(stored);
    this.tell(stored, stored);
  }

  async recall(which: number): Promise<void> {
    const message = this.sent[which % Math.max(1, this.sent.length)];
    if (!message || message.recalledBy) return;
    const { sender, receiver } = message;
    const wanted = { app, sender, receiver, key: message, recalledBy: sender };
    const recalled = await recallMessage(database.table, wanted, this.second * 1000);
    this.sent[this.sent.indexOf(message)] = recalled;
    this.tell(message, { ...lateNotice(message, this.second), recalledBy: sender });
  }

  async read(who: number, with_: number): Promise<void> {
    const [owner, peer] = [this.person(who), this.person(with_)];
    // Where there is no conversation yet, a report moves nothing: what comes in the same second is unread.
    const moved = await markRead(database.table, { app, owner, peer }, this.second);
    if (moved) this.reads.set(`${owner} ${peer}`, this.second);
  }

  async switch(who: number): Promise<void> {
    const client = this.clients[who];
    if (client?.online) client.online = false;
    else await client?.connect(this.second);
  }

  unread(account: UserId): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { sender, receiver, time, recalledBy } of this.sent) {
      const read = this.reads.get(`${account} ${sender}`) ?? 0;
      if (receiver !== account || sender === account || recalledBy || time <= read) continue;
      counts[sender] = (counts[sender] ?? 0) + 1;
    }
    return counts;
  }

  private tell(message: MessageItem, change: Parameters<ClientModel['push']>[0]): void {
    for (const client of this.clients) {
      if ([message.sender, message.receiver].includes(client.account)) client.push(change);
    }
  }
}

describe('sync', () => {
  it('together with live pushes gives a client exactly the history, and unread counts are what was not read', async () => {
    const property = fc.asyncProperty(fc.array(step, { maxLength: 18 }), async steps => {
      const story = new Story();
      for (const client of story.clients) await client.connect(story.second);
      for (const action of steps) {
        story.second += action.pause;
        if (action.kind === 'send') await story.send(action.from, action.to, action.retried);
        if (action.kind === 'recall') await story.recall(action.which);
        if (action.kind === 'switch') await story.switch(action.who);
        if (action.kind === 'read') await story.read(action.who, action.peer);
      }
      for (const client of story.clients) {
        await client.connect(story.second + 100);
        const histories = await Promise.all(
          story.people.map(peer => historyOf(database.table, client.account, peer)),
        );
        expect(client.shown()).toEqual(shownHistory(histories.flat()));
        expect(await unreadBy(database.table, client.account)).toEqual(story.unread(client.account));
      }
    });
    await fc.assert(property, { numRuns: 25 });
  }, 120_000);

  it('brings more than one page whole, each with its own cookie', async () => {
    const [me, ana, ben] = [someone('me'), someone('ana'), someone('ben')];
    const { cookie } = await syncAll(database.table, me, undefined, start);
    const all = Array.from({ length: 130 }, (_, seq) => ({
      seq,
      sender: seq % 3 === 0 ? ben : ana,
      text: seq < 20 ? 'x'.repeat(10_000) : 'y',
    }));
    await Promise.all(
      all.map(({ text, ...more }) =>
        send(database.table, draft(text, { ...more, receiver: me }), start + (more.seq % 4)),
      ),
    );
    const first = await syncPage(database.table, me, cookie, start);
    expect(first.done).toBe(false);
    expect(JSON.stringify(first.changes).length).toBeLessThan(130_000);
    const { messages, unread } = await syncAll(database.table, me, cookie, start + 10);
    expect(messages.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(all.map(({ seq }) => seq));
    expect(unread).toHaveLength(2);
  });

  it('begins without messages and with unread counts', async () => {
    const [me, ana] = [someone('me'), someone('ana')];
    await send(database.table, draft('hello', { sender: ana, receiver: me }));
    const page = await syncAll(database.table, me, undefined, start + 5);
    expect(page.changes).toEqual([]);
    expect(page.unread).toEqual([{ peer: ana, count: 1 }]);
  });

  it('starts over with a damaged cookie', () => {
    const cookie = { v: 1, since: start } as const;
    expect(decodeCookie(encodeCookie(cookie))).toEqual(cookie);
    expect(['', 'x', 'e30', encodeCookie({ ...cookie, v: 2 as 1 })].map(decodeCookie)).toEqual(
      Array(4).fill(undefined),
    );
  });
});

describe('unread counts', () => {
  it('never go back when a late read report arrives', async () => {
    const [me, ana] = [someone('me'), someone('ana')];
    for (const seq of [1, 2, 3])
      await send(database.table, draft('x', { sender: ana, receiver: me, seq }), start + seq);
    const side = { app, owner: me, peer: ana };
    expect(await markRead(database.table, side, start + 2)).toBe(true);
    expect(await markRead(database.table, side, start + 1)).toBe(false);
    expect(await unreadBy(database.table, me)).toEqual({ [ana]: 1 });
  });

  it('leave out what is not to be counted, and what was only to be counted for a while', async () => {
    const [me, ana] = [someone('me'), someone('ana')];
    const sides = { sender: ana, receiver: me };
    await send(database.table, draft('quiet', { ...sides, seq: 1, noUnread: true }));
    await send(database.table, draft('short', { ...sides, seq: 2, unreadSeconds: 60 }));
    await send(database.table, draft('loud', { ...sides, seq: 3 }));
    expect(await unreadBy(database.table, me)).toEqual({ [ana]: 1 });
  });

  it('cost no read for a conversation that nobody has to be told of', async () => {
    const [me, ana] = [someone('me'), someone('ana')];
    await send(database.table, draft('x', { sender: me, receiver: ana }));
    const { chats } = await conversationsOf(database.table, app, me, start * 1000);
    expect(chats[0]?.peerTime).toBeUndefined();
  });

  it('count a message that is noted after a later one of one’s own', async () => {
    const [me, ana] = [someone('me'), someone('ana')];
    await send(database.table, draft('mine', { sender: me, receiver: ana }), start + 5);
    await send(database.table, draft('theirs', { sender: ana, receiver: me }), start + 4);
    expect(await unreadBy(database.table, me)).toEqual({ [ana]: 1 });
  });

  it('do not follow a read report for a conversation that is not there', async () => {
    const [me, ana] = [someone('me'), someone('ana')];
    expect(await markRead(database.table, { app, owner: me, peer: ana }, start)).toBe(false);
    const { chats } = await conversationsOf(database.table, app, me, start * 1000);
    expect(chats).toEqual([]);
  });

  it('are the same whether the table counts or the function does', async () => {
    const one = fc.record({
      second: fc.nat(9),
      mine: fc.boolean(),
      noUnread: fc.boolean(),
      insists: fc.boolean(),
      short: fc.boolean(),
      fate: fc.constantFrom('kept', 'kept', 'recalled', 'deleted'),
    });
    const silence = fc.record({
      remind: fc.constantFrom(undefined, 1 as const, 2 as const),
      silentSince: fc.nat(9).map(second => start + second),
      silentUntil: fc.option(
        fc.nat(9).map(second => start + second),
        { nil: undefined },
      ),
    });
    const property = fc.asyncProperty(
      fc.array(one, { maxLength: 8 }),
      silence,
      async (all, { silentUntil, ...quiet }) => {
        const [me, ana] = [someone('me'), someone('ana')];
        for (const [seq, { second, mine, short, fate, ...more }] of all.entries()) {
          const sides = mine ? { sender: me, receiver: ana } : { sender: ana, receiver: me };
          const numbers = { seq, ...(short && { unreadSeconds: 20 }) };
          const { message } = await send(
            database.table,
            draft('x', { ...sides, ...numbers, ...more }),
            start + second,
          );
          const named = { app, ...sides, key: message };
          const now = (start + 10) * 1000;
          if (fate === 'recalled')
            await recallMessage(database.table, { ...named, recalledBy: sides.sender }, now);
          const marked = { app, viewer: me, peer: ana, keys: [message] };
          if (fate === 'deleted') await deleteForOne(database.table, marked, now);
        }
        const { chats } = await conversationsOf(database.table, app, me, start * 1000);
        for (const [seconds, readTime] of [
          [25, 0],
          [100, start + 4],
          [6 * 86_400, 0],
          [7 * 86_400 + 5, 0],
        ] as const) {
          for (const found of chats) {
            const chat = { ...found, ...quiet, readTime, ...(silentUntil && { silentUntil }) } as ChatItem;
            // A cut that names a place has to be looked at in the function; this one covers nothing.
            const named = { ...chat, cleared: { at: 0, through: '', also: [0] } };
            const now = (start + seconds) * 1000;
            const there = await unreadOf(database.table, app, me, chat, now);
            expect(there).toBe(await unreadOf(database.table, app, me, named, now));
          }
        }
      },
    );
    await fc.assert(property, { numRuns: 15 });
  });
});
