import { namedMessage } from '../../functions/messages/extended-message.ts';
import { changeExtensions, clearExtensions } from '../../lib/domain/extension/change-extensions.ts';
import {
  type ExtendedMessage,
  type Extension,
  extensionPage,
  readExtensions,
} from '../../lib/domain/extension/extensions.ts';
import { noApplication } from '../../lib/kernel/authenticate.ts';
import type { Table } from '../../lib/kernel/ports.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import { consumedBy } from '../support/consumed-units.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { app, dyingAt, start } from '../support/message-world.ts';

const database = databaseOfTests();

let messages = 0;
/** A message that nobody has extended. */
const someMessage = (): ExtendedMessage => {
  messages += 1;
  return { app, message: { PK: `${app}#PAIR#x`, SK: `MESSAGE#${messages}` }, expiresAt: start + 86_400 };
};
const now = start * 1000;
const [ana, ben] = ['ana', 'ben'] as unknown as readonly [UserId, UserId];

interface Options {
  readonly by?: UserId;
  readonly insists?: boolean;
  readonly at?: number;
  readonly table?: Table;
}
const change = (
  message: ExtendedMessage,
  wanted: readonly (readonly [key: string, value: string, seq: number])[],
  { by = ana, insists = false, at = now, table = database.table }: Options = {},
) =>
  changeExtensions(
    table,
    message,
    wanted.map(([key, value, seq]) => ({ key, value, seq })),
    { account: by, insists },
    at,
  );
const itemOf = (message: ExtendedMessage) => readExtensions(database.table, message, now);
const pageOf = async (message: ExtendedMessage, from = 0) => extensionPage(await itemOf(message), from);
const holds = async (message: ExtendedMessage): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries((await pageOf(message)).extensions.map(({ key, value }) => [key, value]));
const many = (count: number, value = 'v') =>
  Array.from({ length: count }, (_, i) => [`key${i}`, value, 0] as const);
const inTwenties = async (
  message: ExtendedMessage,
  wanted: readonly (readonly [string, string, number])[],
): Promise<void> => {
  for (let i = 0; i < wanted.length; i += 20) await change(message, wanted.slice(i, i + 20));
};

describe('extensions of a message', () => {
  it('are numbered in the order of their changes, and read from a number on', async () => {
    const message = someMessage();
    expect(
      await change(message, [
        ['a', '1', 0],
        ['b', '2', 0],
      ]),
    ).toMatchObject([
      { conflict: false, extension: { key: 'a', value: '1', seq: 1 } },
      { conflict: false, extension: { key: 'b', value: '2', seq: 2 } },
    ]);
    await change(message, [['a', '3', 1]]);
    expect(await pageOf(message)).toEqual({
      extensions: [
        { key: 'b', value: '2', seq: 2 },
        { key: 'a', value: '3', seq: 3 },
      ],
      complete: true,
      lastSeq: 3,
      clearedSeq: 0,
    });
    expect((await pageOf(message, 3)).extensions).toEqual([{ key: 'a', value: '3', seq: 3 }]);
  });

  it('of two writers of one key one wins, and the other learns what it holds', async () => {
    const message = someMessage();
    const both = await Promise.all([
      change(message, [['seat', 'ana', 0]]),
      change(message, [['seat', 'ben', 0]], { by: ben }),
    ]);
    const [won, lost] = both.flat().sort((one, other) => Number(one.conflict) - Number(other.conflict));
    expect([won?.conflict, lost?.conflict]).toEqual([false, true]);
    expect(lost?.extension).toMatchObject({ ...won?.extension });
  });

  it('a prize goes to one even if both write the same word', async () => {
    const message = someMessage();
    const both = await Promise.all([ana, ben].map(by => change(message, [['prize', 'taken', 0]], { by })));
    expect(both.flat().filter(({ conflict }) => conflict)).toHaveLength(1);
  });

  it('writers of different keys do not disturb one another', async () => {
    const message = someMessage();
    const writers = Array.from({ length: 40 }, (_, i) => `writer${i}` as UserId);
    await change(message, [['first', 'x', 0]]);
    const all = await Promise.all(writers.map(by => change(message, [[by, 'yes', 0]], { by })));
    expect(all.flat().every(({ conflict }) => !conflict)).toBe(true);
    const numbers = all.flat().map(({ extension }) => extension.seq);
    expect([...numbers].sort((one, other) => one - other)).toEqual(writers.map((_, i) => i + 2));
    expect(await itemOf(message)).toMatchObject({ lastSeq: 41, living: 41, known: 41 });
  });

  it('one key in conflict does not hold back the others of its call', async () => {
    const message = someMessage();
    await change(message, [['a', '1', 0]], { by: ben });
    const outcomes = await change(message, [
      ['a', '2', 0],
      ['b', '2', 0],
    ]);
    expect(outcomes.map(({ conflict }) => conflict)).toEqual([true, false]);
    expect(await holds(message)).toEqual({ a: '1', b: '2' });
  });

  it('a change sent again after its author died is made once, wherever it died', async () => {
    for (let call = 1; ; call += 1) {
      const message = someMessage();
      await change(message, [['a', '1', 0]]);
      const dying = dyingAt(database.table, call);
      await change(message, [['a', '2', 1]], { table: dying.table }).catch(() => undefined);
      const [outcome] = await change(message, [['a', '2', 1]]);
      expect(outcome).toMatchObject({ conflict: false, extension: { value: '2', seq: 2 } });
      if (!dying.died()) break;
    }
  });

  it('an answer that was lost does not make the same change a conflict', async () => {
    const message = someMessage();
    await change(message, [['a', '1', 0]]);
    const [again] = await change(message, [['a', '1', 0]]);
    expect(again).toMatchObject({ conflict: false, extension: { seq: 1 } });
  });

  it('a backend need not know what it replaces', async () => {
    const message = someMessage();
    await change(message, [['a', '1', 0]]);
    await change(message, [['a', '2', 0]], { insists: true });
    expect(await holds(message)).toEqual({ a: '2' });
  });

  it('a deleted key is told to who knew it, and may be set like a new one', async () => {
    const message = someMessage();
    await change(message, [['a', '1', 0]]);
    expect(await change(message, [['a', '', 1]])).toMatchObject([{ extension: { value: '', seq: 2 } }]);
    expect((await pageOf(message, 2)).extensions).toEqual([{ key: 'a', value: '', seq: 2 }]);
    expect(await itemOf(message)).toMatchObject({ living: 0, known: 1 });
    const [anew] = await change(message, [['a', '3', 0]], { by: ben });
    expect(anew).toMatchObject({ conflict: false, extension: { value: '3', seq: 3 } });
  });

  it('a key that is not there need not be deleted', async () => {
    const message = someMessage();
    expect(await change(message, [['a', '', 0]])).toMatchObject([{ conflict: false }]);
    expect(await itemOf(message)).toBeUndefined();
  });

  it('are cleared with one number, and numbers go on', async () => {
    const message = someMessage();
    await change(message, [
      ['a', '1', 0],
      ['b', '1', 0],
    ]);
    expect(await clearExtensions(database.table, message, now)).toBe(2);
    expect(await clearExtensions(database.table, message, now)).toBe(2);
    expect(await pageOf(message)).toMatchObject({ extensions: [], lastSeq: 2, clearedSeq: 2 });
    const stale = await change(message, [
      ['a', '2', 1],
      ['b', '2', 0],
    ]);
    expect(stale).toMatchObject([
      { conflict: true, extension: { key: 'a', value: '', seq: 0 } },
      { conflict: false, extension: { key: 'b', value: '2', seq: 3 } },
    ]);
  });

  it('are counted right whatever happens at once', async () => {
    const message = someMessage();
    const work: Promise<unknown>[] = [];
    for (let i = 0; i < 60; i += 1) {
      const by = i % 2 ? ana : ben;
      const key = `key${i % 7}`;
      const wanted = [[key, i % 3 ? String(i) : '', i % 5]] as const;
      work.push(
        i % 13 === 12 ? clearExtensions(database.table, message, now) : change(message, wanted, { by }),
      );
      work.push(change(message, [[key, String(i), 0]], { by, insists: true }));
      if (i % 4 === 3) await Promise.allSettled(work.splice(0));
    }
    await Promise.allSettled(work);
    const item = await itemOf(message);
    const { extensions } = await pageOf(message);
    expect(item).toMatchObject({
      known: extensions.length,
      living: extensions.filter(({ value }) => value !== '').length,
    });
    expect(new Set(extensions.map(({ seq }) => seq)).size).toBe(extensions.length);
  });

  it('are 300 at most, of the longest keys and values, and each is on one page', async () => {
    const message = someMessage();
    const wanted = many(300, 'x'.repeat(1000)).map(
      ([key, value, seq]) => [key.padEnd(100, '.'), value, seq] as const,
    );
    await inTwenties(message, wanted);
    await expect(change(message, [['one more', 'v', 0]])).rejects.toMatchObject({
      key: 'GroupParameterNotValid',
    });
    const seen: Extension[] = [];
    for (let from = 0; ; from = (seen.at(-1)?.seq ?? 0) + 1) {
      const page = await pageOf(message, from);
      expect(JSON.stringify(page).length).toBeLessThan(100_000);
      seen.push(...page.extensions);
      if (page.complete) break;
    }
    expect(seen.map(({ key }) => key)).toEqual(wanted.map(([key]) => key));
    for (let i = 0; i < 100; i += 20) {
      const twenty = wanted.slice(i, i + 20);
      await change(
        message,
        twenty.map(([key], j) => [key, '', i + j + 1]),
      );
      await change(
        message,
        twenty.map(([key, value]) => [`${key.slice(0, -1)}!`, value, 0]),
      );
    }
    expect(await itemOf(message)).toMatchObject({ living: 300, known: 400 });
  });

  it('two that would both be the 300th are not both', async () => {
    const message = someMessage();
    await inTwenties(message, many(299));
    const both = await Promise.allSettled([ana, ben].map(by => change(message, [[by, 'v', 0]], { by })));
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await itemOf(message)).toMatchObject({ living: 300 });
  });

  it('are changed 200 times a minute at most', async () => {
    const message = someMessage();
    for (let i = 0; i < 200; i += 1) await change(message, [['a', String(i), i]]);
    const refused = { key: 'ExtensionRateExceeded' };
    await expect(change(message, [['a', 'x', 200]])).rejects.toMatchObject(refused);
    await expect(clearExtensions(database.table, message, now)).rejects.toMatchObject(refused);
    await change(message, [['a', 'x', 200]], { at: now + 60_000 });
    expect(await holds(message)).toEqual({ a: 'x' });
  });

  it('are refused where the setting is off', async () => {
    const call = { id: '', door: 'socket', service: '', command: '', claims: {}, parameters: {} } as const;
    const context = {
      call: { ...call, body: { json: {} } },
      application: noApplication,
      caller: { account: ana, admin: true },
    };
    const named = { From_Account: ana, To_Account: ben, MsgKey: { seq: 1, random: 2, time: 3 } };
    await expect(namedMessage(database.table, named, context, now)).rejects.toMatchObject({
      key: 'MessageExtensionsOff',
    });
  });

  it('expire with their message', async () => {
    const message = someMessage();
    await change(message, [['a', '1', 0]]);
    expect(await itemOf(message)).toMatchObject({ ExpiresAt: start + 86_400 });
    expect(await readExtensions(database.table, message, (start + 86_401) * 1000)).toBeUndefined();
  });

  it('cost one read and one write unit while they are few', async () => {
    const message = someMessage();
    await change(message, [['a', '1', 0]]);
    expect(await consumedBy(() => change(message, [['b', '1', 0]]))).toEqual({ read: 1, write: 1, calls: 2 });
    expect(await consumedBy(() => pageOf(message))).toEqual({ read: 1, write: 0, calls: 1 });
  });
});
