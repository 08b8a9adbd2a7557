import * as fc from 'fast-check';
import { historyPage } from '../../lib/domain/message/history.ts';
import { recallMessage } from '../../lib/domain/message/recall.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import { cursorText, historyCursor } from '../../lib/protocol/message-key.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import {
  app,
  draft,
  historyOf,
  listOf,
  send,
  someone,
  start,
  textOf,
  unreadBy,
} from '../support/message-world.ts';

const database = databaseOfTests();

const pair = () => ({ sender: someone('ana'), receiver: someone('ben') });

const sent = fc.record({
  second: fc.integer({ min: 0, max: 2 }),
  seq: fc.integer({ min: 0, max: 2 }),
  mine: fc.boolean(),
  text: fc.constantFrom('a', 'b', 'c', 'long'.repeat(1500)),
});

describe('history', () => {
  it('brings each message exactly once, in order, whatever the page size and however times collide', async () => {
    const property = fc.asyncProperty(
      fc.uniqueArray(sent, { maxLength: 14, selector: message => JSON.stringify(message) }),
      fc.integer({ min: 1, max: 5 }),
      async (messages, limit) => {
        const { sender: me, receiver: other } = pair();
        const stored = await Promise.all(
          messages.map(({ second, seq, mine, text }) => {
            const sides = mine ? { sender: me, receiver: other } : { sender: other, receiver: me };
            return send(database.table, draft(text, { ...sides, seq }), start + second);
          }),
        );
        const first = new Set(stored.map(({ message }) => message.PK + message.SK));
        const read = await historyOf(database.table, me, other, limit);
        expect(read.map(item => item.PK + item.SK).sort()).toEqual([...first].sort());
        const order = read.map(({ time, seq }) => time * 10 + seq);
        expect(order).toEqual([...order].sort((one, two) => one - two));
      },
    );
    await fc.assert(property, { numRuns: 25 });
  });

  it('ends a page at 13 KB', async () => {
    const { sender, receiver } = pair();
    for (const seq of [1, 2, 3]) {
      await send(database.table, draft('x'.repeat(6000), { sender, receiver, seq }), start + seq);
    }
    const request = { app, viewer: receiver, peer: sender, limit: 100, withRecalled: true };
    const page = await historyPage(database.table, request, start * 1000);
    expect(page.messages.map(({ seq }) => seq)).toEqual([2, 3]);
    expect(page.next && cursorText(page.next)).toBe(`2_9_${start + 2}`);
  });

  it('keeps to the seconds asked for, both included', async () => {
    const { sender, receiver } = pair();
    for (const seq of [1, 2, 3, 4])
      await send(database.table, draft('x', { sender, receiver, seq }), start + seq);
    const request = { app, viewer: receiver, peer: sender, limit: 100, withRecalled: true };
    const range = { from: start + 2, until: start + 3 };
    const page = await historyPage(database.table, { ...request, ...range }, start * 1000);
    expect(page.messages.map(({ seq }) => seq)).toEqual([2, 3]);
  });

  it('ends with the retention of the application, whether the table has deleted or not', async () => {
    const { sender, receiver } = pair();
    await send(database.table, draft('old', { sender, receiver }));
    const request = { app, viewer: receiver, peer: sender, limit: 100, withRecalled: true };
    const page = await historyPage(database.table, request, (start + 7 * 86_400) * 1000);
    expect(page.messages).toEqual([]);
  });

  it('names where a page ends so that the name leads back', () => {
    const twin = { checksum: '00ab34ef', side: '1' };
    for (const cursor of [
      { seq: 1, random: 4294967295, time: start },
      { seq: 4294967295, random: 4294967295, time: start, twin },
    ]) {
      expect(cursorText(cursor).length).toBeLessThanOrEqual(50);
      expect(historyCursor.parse(cursorText(cursor))).toEqual(cursor);
    }
  });
});

describe('a recall', () => {
  const recall = async (
    message: { sender: string; receiver: string },
    second: number,
    windowSeconds?: number,
  ) => {
    const { sender, receiver } = draft('', message as never);
    const key = { seq: 7, random: 9, time: start };
    const limits = windowSeconds === undefined ? {} : { windowSeconds };
    const wanted = { app, sender, receiver, key, recalledBy: sender, ...limits };
    return recallMessage(database.table, wanted, second * 1000);
  };

  it('stays in history, marked, and no longer counts as unread', async () => {
    const { sender, receiver } = pair();
    await send(database.table, draft('oops', { sender, receiver }));
    await recall({ sender, receiver }, start + 60);
    const [message] = await historyOf(database.table, receiver, sender);
    expect(message?.recalledBy).toBe(sender);
    expect((await listOf(database.table, receiver))[0]?.last.recalledBy).toBe(sender);
    expect(await unreadBy(database.table, receiver)).toEqual({});
  });

  it('works once, even when asked for twice at the same time', async () => {
    const { sender, receiver } = pair();
    await send(database.table, draft('oops', { sender, receiver }));
    const results = await Promise.allSettled([1, 2].map(() => recall({ sender, receiver }, start + 60)));
    const refused = results.filter(result => result.status === 'rejected').map(({ reason }) => reason.key);
    expect(refused).toEqual(['MessageAlreadyRecalled']);
    await expect(recall({ sender, receiver }, start + 61)).rejects.toThrow(
      new Fault('MessageAlreadyRecalled'),
    );
  });

  it('is refused when the window has passed, for another’s message, and for none', async () => {
    const { sender, receiver } = pair();
    await send(database.table, draft('x', { sender, receiver }));
    await expect(recall({ sender, receiver }, start + 121, 120)).rejects.toThrow(
      new Fault('RecallWindowPassed'),
    );
    await expect(recall({ sender: receiver, receiver: sender }, start, 120)).rejects.toThrow(
      new Fault('MessageNotFound'),
    );
    expect((await historyOf(database.table, receiver, sender)).map(textOf)).toEqual(['x']);
    await expect(recall({ sender, receiver }, start + 120, 120)).resolves.toMatchObject({ seq: 7 });
  });
});
