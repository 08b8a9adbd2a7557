import { attributesOf, changeAttributes } from '../../lib/domain/group-attributes/attribute-store.ts';
import type { Table } from '../../lib/kernel/ports.ts';
import type { GroupId } from '../../lib/protocol/ids.ts';
import type { GroupLife } from '../../lib/table/group-keys.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { newLife } from '../support/group-log-world.ts';
import { start } from '../support/message-world.ts';

const database = databaseOfTests();

const modify = (table: Table, life: GroupLife, key: string, value: string, second = start) =>
  changeAttributes(table, life, { change: { how: 'modify', pairs: [{ key, value }] } }, second * 1000);

const valuesOf = async (life: GroupLife) =>
  Object.fromEntries(
    (await attributesOf(database.table, life)).attributes.map(({ key, value }) => [key, value]),
  );

describe('attributes of a group', () => {
  it('keep what each of five writers at once has set', async () => {
    const life = await newLife(database.table);
    const keys = ['a', 'b', 'c', 'd', 'e'];
    await Promise.all(keys.map(key => modify(database.table, life, key, `of ${key}`)));
    expect(await valuesOf(life)).toEqual(Object.fromEntries(keys.map(key => [key, `of ${key}`])));
    expect(await attributesOf(database.table, life)).toMatchObject({ main: 5 });
  });

  it('take exactly five of twenty writers in one second, and five more in the next', async () => {
    const life = await newLife(database.table);
    const twenty = Array.from({ length: 20 }, (_, i) => `key${i}`);
    const write = (second: number) =>
      Promise.allSettled(twenty.map(key => modify(database.table, life, key.slice(0, 4), key, second)));
    for (const second of [start, start + 1]) {
      const done = await write(second);
      const refused = done.filter(one => one.status === 'rejected');
      expect(done.length - refused.length).toBe(5);
      expect(refused.map(({ reason }) => reason)).toEqual(
        refused.map(() => expect.objectContaining({ key: 'GroupAttributesTooFast' })),
      );
    }
    expect(await attributesOf(database.table, life)).toMatchObject({ main: 10 });
  });

  it('let one of two writers that noticed the same state through, and no key of the other', async () => {
    const life = await newLife(database.table);
    await modify(database.table, life, 'seats', 'none');
    const take = (value: string) =>
      changeAttributes(
        database.table,
        life,
        { change: { how: 'modify', pairs: [{ key: 'seats', value, seq: 1 }] }, seen: 1 },
        start * 1000,
      );
    const done = await Promise.allSettled([take('ana'), take('ben')]);
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const winner = done[0].status === 'fulfilled' ? 'ana' : 'ben';
    expect(await valuesOf(life)).toEqual({ seats: winner });
  });

  it('do not come back in a later life of the group', async () => {
    const life = await newLife(database.table);
    await modify(database.table, life, 'a', 'b');
    expect(await valuesOf({ ...life, born: life.born + 1 })).toEqual({});
    expect(await valuesOf({ ...life, group: 'another' as GroupId })).toEqual({});
  });

  it('count on after all were taken away, so that no old number fits again', async () => {
    const life = await newLife(database.table);
    await modify(database.table, life, 'a', 'b');
    await changeAttributes(database.table, life, { change: { how: 'clear' } }, start * 1000);
    expect(await modify(database.table, life, 'a', 'c')).toMatchObject({
      main: 3,
      attributes: [{ key: 'a', value: 'c', seq: 3 }],
    });
  });
});
