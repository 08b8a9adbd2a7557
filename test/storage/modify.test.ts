import { elementsOf } from '../../lib/domain/message/content.ts';
import { importMessage } from '../../lib/domain/message/import-message.ts';
import { deleteForOne } from '../../lib/domain/message/mark-messages.ts';
import { modifyMessage } from '../../lib/domain/message/modify.ts';
import { recallMessage } from '../../lib/domain/message/recall.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import { syncAll } from '../support/client-model.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import {
  app,
  draft,
  dyingAt,
  historyOf,
  listOf,
  retentionDays,
  send,
  someone,
  start,
  textOf,
  unreadBy,
} from '../support/message-world.ts';

const database = databaseOfTests();

const key = { seq: 7, random: 9, time: start };
const pair = () => ({ sender: someone('ana'), receiver: someone('ben') });
const change = (sides: { sender: UserId; receiver: UserId }, text: string, version?: number) => ({
  app,
  ...sides,
  key,
  body: [{ MsgType: 'TIMTextElem' as const, MsgContent: { Text: text } }],
  version,
});
const modify = (wanted: ReturnType<typeof change>, second = start + 5) =>
  modifyMessage(database.table, wanted, second * 1000);
const errorOf = (reason: unknown) => (reason as { key?: string }).key;

describe('a modified message', () => {
  it('holds the change of one of two clients that modify it at once, and the other learns it', async () => {
    const sides = pair();
    await send(database.table, draft('zero', sides));
    const both = await Promise.all([modify(change(sides, 'one', 0)), modify(change(sides, 'two', 0))]);
    expect(both.filter(({ done }) => done)).toHaveLength(1);
    const [stored] = await historyOf(database.table, sides.receiver, sides.sender);
    expect(stored?.version).toBe(1);
    for (const { message } of both) expect(textOf(message)).toBe(stored && textOf(stored));
  });

  it('tells a backend that lost against another to try again', async () => {
    const sides = pair();
    await send(database.table, draft('zero', sides));
    const both = await Promise.allSettled([modify(change(sides, 'one')), modify(change(sides, 'two'))]);
    const lost = both.flatMap(result => (result.status === 'rejected' ? [errorOf(result.reason)] : []));
    expect(lost.every(name => name === 'ModifiedAtOnce')).toBe(true);
    expect(lost.length).toBeLessThan(2);
  });

  it('is recalled or modified when both happen at once, never modified after a recall', async () => {
    const sides = pair();
    await send(database.table, draft('zero', sides));
    const wanted = { app, ...sides, key, recalledBy: sides.sender };
    await Promise.allSettled([
      modify(change(sides, 'one')),
      recallMessage(database.table, wanted, (start + 5) * 1000),
    ]);
    await recallMessage(database.table, wanted, (start + 6) * 1000).catch(() => undefined);
    await expect(modify(change(sides, 'late'))).rejects.toMatchObject({ key: 'ModifiedMessageNotFound' });
  });

  it('reaches who was away on sync, whatever died on the way', async () => {
    for (let call = 1; ; call += 1) {
      const sides = pair();
      await send(database.table, draft('zero', sides));
      const { cookie } = await syncAll(database.table, sides.receiver, undefined, start + 200);
      const dying = dyingAt(database.table, call);
      const at = (start + 300) * 1000;
      await modifyMessage(dying.table, change(sides, 'one', 0), at).catch(() => undefined);
      const { changes } = await syncAll(database.table, sides.receiver, cookie, start + 400);
      const [stored] = await historyOf(database.table, sides.receiver, sides.sender);
      const told = changes.flatMap(one => ('PK' in one ? [] : [one.modified]));
      expect(told.map(textOf)).toEqual(stored?.version ? ['one'] : []);
      if (!dying.died()) break;
    }
  });
});

describe('a message that one of the two deleted', () => {
  it('is in the history, list, unread count and sync of the other only', async () => {
    const sides = pair();
    await send(database.table, draft('keep', { ...sides, seq: 1 }));
    await send(database.table, draft('gone', sides));
    const { sender: peer, receiver: viewer } = sides;
    const { cookie } = await syncAll(database.table, viewer, undefined, start);
    await deleteForOne(database.table, { app, viewer, peer, keys: [key] }, start * 1000);
    expect((await historyOf(database.table, viewer, peer)).map(textOf)).toEqual(['keep']);
    expect((await historyOf(database.table, peer, viewer)).map(textOf)).toEqual(['keep', 'gone']);
    expect((await listOf(database.table, viewer)).map(({ last }) => textOf(last))).toEqual(['keep']);
    expect(await unreadBy(database.table, viewer)).toEqual({ [peer]: 1 });
    const { messages } = await syncAll(database.table, viewer, cookie, start + 1);
    expect(messages.map(message => elementsOf(message)[0]?.MsgContent)).toEqual([{ Text: 'keep' }]);
  });
});

describe('an imported message', () => {
  const imports = (text: string, time: number, sides: ReturnType<typeof pair>, told = false) => {
    const one = draft(text, { ...sides, noUnread: !told });
    return importMessage(database.table, one, time, told, start, retentionDays);
  };

  it('comes once, first come first served, also with the sides swapped', async () => {
    const sides = pair();
    expect(await imports('first', start - 900, sides)).toBeDefined();
    expect(await imports('again', start - 900, sides)).toBeUndefined();
    const swapped = { sender: sides.receiver, receiver: sides.sender };
    expect(await imports('swapped', start - 900, swapped)).toBeUndefined();
    await send(database.table, draft('new', sides));
    expect((await historyOf(database.table, sides.receiver, sides.sender)).map(textOf)).toEqual([
      'first',
      'new',
    ]);
    expect((await listOf(database.table, sides.receiver)).map(({ last }) => textOf(last))).toEqual(['new']);
  });

  it('is told on sync when it is live', async () => {
    const sides = pair();
    const { cookie } = await syncAll(database.table, sides.receiver, undefined, start - 100);
    await imports('live', start - 90_000, sides, true);
    const { messages } = await syncAll(database.table, sides.receiver, cookie, start + 1);
    expect(messages.map(textOf)).toContain('live');
    expect(await unreadBy(database.table, sides.receiver)).toEqual({ [sides.sender]: 1 });
  });
});
