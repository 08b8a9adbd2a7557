import type { CounterMode } from '../../lib/domain/group-counters/counter-changes.ts';
import { countersOf, deleteCounters, updateCounters } from '../../lib/domain/group-counters/counter-store.ts';
import type { GroupLife } from '../../lib/table/group-keys.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { newLife } from '../support/group-log-world.ts';
import { start } from '../support/message-world.ts';

const database = databaseOfTests();

const change = (life: GroupLife, mode: CounterMode, values: Readonly<Record<string, bigint>>) =>
  updateCounters(
    database.table,
    life,
    Object.entries(values).map(([key, by]) => ({ key, by })),
    mode,
    start * 1000,
  );

const valuesOf = async (life: GroupLife) => (await countersOf(database.table, life))?.counters;

describe('counters of a group', () => {
  it('lose nothing when 60 count at once from nothing', async () => {
    const life = await newLife(database.table);
    await Promise.all(
      Array.from({ length: 60 }, (_, i) => change(life, i % 3 === 0 ? 'Decrease' : 'Increase', { like: 3n })),
    );
    expect(await valuesOf(life)).toEqual({ '=like': 60 });
  });

  it('give each who counts a value of its own', async () => {
    const life = await newLife(database.table);
    const items = await Promise.all(Array.from({ length: 20 }, () => change(life, 'Increase', { like: 1n })));
    expect(items.map(({ counters }) => Number(counters['=like'])).sort((one, other) => one - other)).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
  });

  it('are exact to 64 bits and never beyond', async () => {
    const life = await newLife(database.table);
    const highest = 2n ** 63n - 1n;
    await change(life, 'Set', { top: highest - 2n, bottom: -(2n ** 63n) });
    await change(life, 'Increase', { top: 1n });
    expect(await valuesOf(life)).toEqual({ '=top': highest - 1n, '=bottom': -(2n ** 63n) });
    for (const [mode, values] of [
      ['Increase', { top: 2n }],
      ['Decrease', { bottom: 1n }],
      ['Decrease', { fresh: -(2n ** 63n) }],
      ['Increase', { fresh: 1n, top: 2n }],
    ] as const) {
      await expect(change(life, mode, values)).rejects.toMatchObject({ key: 'GroupParameterNotValid' });
    }
    expect(await valuesOf(life)).toEqual({ '=top': highest - 1n, '=bottom': -(2n ** 63n) });
  });

  it('are twenty at most, whoever adds them at once', async () => {
    const life = await newLife(database.table);
    await change(life, 'Set', Object.fromEntries(Array.from({ length: 15 }, (_, i) => [`key${i}`, 1n])));
    const done = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) => change(life, 'Increase', { [`new${i}`]: 1n, key0: 1n })),
    );
    const refused = done.filter(one => one.status === 'rejected');
    expect(refused).toHaveLength(3);
    for (const { reason } of refused) expect(reason).toMatchObject({ key: 'TooManyGroupCounters' });
    const values = (await valuesOf(life)) ?? {};
    expect(Object.keys(values)).toHaveLength(20);
    expect(values['=key0']).toBe(6);
  });

  it('change all together or not at all', async () => {
    const life = await newLife(database.table);
    await change(life, 'Set', { a: 1n, b: 2n ** 63n - 1n });
    await expect(change(life, 'Increase', { a: 1n, b: 1n })).rejects.toMatchObject({
      key: 'GroupParameterNotValid',
    });
    expect(await valuesOf(life)).toMatchObject({ '=a': 1 });
  });

  it('can be taken away, and begin again at nothing', async () => {
    const life = await newLife(database.table);
    await change(life, 'Set', { a: 5n, b: 7n });
    expect(await deleteCounters(database.table, life, ['a', 'never'])).toBe(2);
    expect(await valuesOf(life)).toEqual({ '=b': 7 });
    expect((await change(life, 'Increase', { a: 1n })).counters).toEqual({ '=a': 1, '=b': 7 });
  });
});
