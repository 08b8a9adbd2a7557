import { forEachOf } from '../../lib/domain/bounded.ts';
import { sweep } from '../../lib/domain/group/dissolve.ts';
import { clearMarks } from '../../lib/domain/room/clear-marks.ts';
import { everyMarked, roomMarks } from '../../lib/domain/room/mark-store.ts';
import { hiddenIn, markedList } from '../../lib/domain/room/marked.ts';
import { markMembers } from '../../lib/domain/room/marks.ts';
import { type Listed, onlineList, pageOf } from '../../lib/domain/room/online-list.ts';
import { addRobots, robotsOf } from '../../lib/domain/room/robots.ts';
import { kick } from '../../lib/domain/session/kick.ts';
import { sessionSeconds } from '../../lib/domain/session/lease.ts';
import type { Table, Write } from '../../lib/kernel/ports.ts';
import type { InstanceId, UserId } from '../../lib/protocol/ids.ts';
import type { RoomMarkedItem, RosterItem } from '../../lib/table/group-items.ts';
import { keys } from '../../lib/table/keys.ts';
import { consumedBy } from '../support/consumed-units.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { everyMeeting } from '../support/interleave.ts';
import { dyingAt } from '../support/message-world.ts';
import { RoomWorld } from '../support/room-world.ts';

const database = databaseOfTests();
let world: RoomWorld;
const start = async (): Promise<void> => {
  world = new RoomWorld(database.table);
  await world.begin();
};
beforeEach(start);

const namesOf = (list: readonly Listed[]) => list.map(({ account }) => account);
const listed = async () =>
  namesOf(
    await onlineList(world.ports, world.life, await world.shards(), await hiddenIn(world.ports, world.life)),
  );
const marked = async (mark: number) => namesOf(await markedList(world.ports, world.life, mark));
const mark = async (
  accounts: readonly string[],
  marks: readonly number[],
  how: 'set' | 'remove' = 'set',
  table: Table = database.table,
) => {
  const markings = accounts.map(account => ({ account: account as UserId, marks }));
  const { done, limit } = await markMembers({ ...world.ports, table }, world.life, markings, how);
  return limit ?? done.map(({ account }) => account);
};
const counts = async () => (await roomMarks(database.table, world.life))?.counts ?? {};

/** Clients in the room, as their entries leave them. */
const stand = async (count: number, cameAt: (i: number) => number) => {
  const shards = await world.shards();
  const ExpiresAt = Math.floor(world.now / 1000) + 7_000;
  const puts = Array.from({ length: count }, (_, i): Write => {
    const client = { account: `u${i}` as UserId, instance: (i + 1) as InstanceId, cameAt: cameAt(i) };
    const key = keys.rosterEntry(world.life, i % shards, client.account, client.instance, client.cameAt);
    const item: RosterItem = { ...key, v: 1, ...client, since: 0, hereSince: client.cameAt, ExpiresAt };
    return { put: { item } };
  });
  const tens = Array.from({ length: Math.ceil(count / 10) }, (_, i) => puts.slice(i * 10, i * 10 + 10));
  await forEachOf(tens, ten => database.table.transact(ten));
};

describe('the list of a live room', () => {
  test('is of accounts, the newest first, each by its newest client, without guests', async () => {
    await world.spread(4);
    for (const name of ['ana', 'ben', 'cho']) await world.come(name, `${name} 1`);
    await world.come('ana', 'ana 2', 2);
    expect(await listed()).toEqual(['ana', 'cho', 'ben']);
    await world.quit('ana', 2);
    expect(await listed()).toEqual(['cho', 'ben', 'ana']);
  });

  test('goes on with the place of who was cut and came back', async () => {
    const { A2Key } = await world.come('ana', 'a1');
    await world.come('ben', 'b1');
    await world.disconnect('a1');
    expect(await listed()).toEqual(['ben']);
    await world.reconnect(A2Key, 'a2');
    expect(await listed()).toEqual(['ben', 'ana']);
  });

  test('of a large room is the newest thousand of all shards, for as much as that takes', async () => {
    const shards = 12;
    await world.spread(shards);
    // Many came in the same millisecond, and one shard has most of the newest.
    const cameAt = (i: number) => world.now - (i % shards === 3 ? 0 : 100_000) - Math.floor(i / 7);
    const clients = 1300;
    await stand(clients, cameAt);
    const expected = Array.from({ length: clients }, (_, i) => ({ account: `u${i}`, at: cameAt(i) }))
      .sort((one, other) => other.at - one.at || (one.account < other.account ? -1 : 1))
      .slice(0, 1000)
      .map(({ account }) => account);
    let list: readonly Listed[] = [];
    const cost = await consumedBy(async () => {
      list = await onlineList(world.ports, world.life, shards);
    });
    expect(namesOf(list)).toEqual(expected);
    expect(cost.read).toBeLessThan(100);

    const pages: string[][] = [];
    let after = 0;
    do {
      const { page, next } = pageOf(list, after, 300);
      pages.push(page.map(({ account }) => account));
      after = next;
    } while (after !== 0);
    expect(pages.map(({ length }) => length)).toEqual([300, 300, 300, 100]);
    expect(pages.flat()).toEqual(expected);
  }, 60_000);

  test('always has robots, whoever came after them', async () => {
    await addRobots(world.ports, world.life, ['robot' as UserId]);
    await world.come('ana', 'c1');
    expect(await listed()).toEqual(['robot', 'ana']);
    expect(await marked(500)).toEqual(['robot']);
  });
});

describe('a mark in a live room', () => {
  test('is listed, the newest member first, and hides who has 600', async () => {
    for (const name of ['ana', 'ben', 'cho']) await world.come(name, `${name} 1`);
    expect(await mark(['ana', 'cho', 'nobody'], [1000])).toEqual(['ana', 'cho']);
    expect(await mark(['ben'], [600, 1001])).toEqual(['ben']);
    expect(await marked(1000)).toEqual(['cho', 'ana']);
    expect(await marked(600)).toEqual(['ben']);
    expect(await listed()).toEqual(['cho', 'ana']);
    expect(await mark(['cho'], [1000], 'remove')).toEqual(['cho']);
    expect(await marked(1000)).toEqual(['ana']);
    expect(await counts()).toEqual({ 600: 1, 1000: 1, 1001: 1 });
  });

  test('outlasts a cut, the gateway’s two hours, and a change of clients', async () => {
    const { A2Key } = await world.come('ana', 'a1');
    await mark(['ana'], [600, 1000]);
    await world.disconnect('a1');
    expect(await marked(1000)).toEqual([]);
    world.now += 2 * 3_600_000;
    await world.reconnect(A2Key, 'a2');
    expect(await marked(1000)).toEqual(['ana']);
    expect(await listed()).toEqual([]);
    await world.come('ana', 'phone', 2);
    await world.quit('ana', 2);
    expect(await marked(1000)).toEqual(['ana']);
  });

  test('ends with the leaving of the last client, with a logout and with a kick', async () => {
    const ends: Record<string, (token: string) => Promise<unknown>> = {
      leaving: () => world.quit('ana'),
      logout: token => world.logOut(token, 'a1'),
      kick: () => kick(world, world.app, 'ana' as UserId),
    };
    for (const end of Object.values(ends)) {
      const { A2Key } = await world.come('ana', 'a1');
      await mark(['ana'], [1000]);
      await end(A2Key);
      expect(await counts()).toEqual({});
      expect(await everyMarked(world.ports, world.life)).toEqual([]);
      world.now += 2000;
    }
  });

  test('does not come back with who enters again, even when its end was never noted', async () => {
    await world.come('ana', 'a1');
    await mark(['ana'], [600, 1000]);
    const key = keys.roomMarked(world.life, 'ana' as UserId);
    const item = await database.table.get<RoomMarkedItem>(key);
    if (!item) throw new Error('no mark');
    await world.quit('ana');
    await database.table.put({ item });
    await world.come('ana', 'a2');
    expect(await marked(1000)).toEqual([]);
    expect(await listed()).toEqual(['ana']);
    expect(await mark(['ana'], [1001])).toEqual(['ana']);
    expect(await marked(1001)).toEqual(['ana']);
    expect(await marked(1000)).toEqual([]);
  });

  test('costs the same in a room of any size', async () => {
    await world.come('ana', 'a1');
    await mark(['ana'], [1000]);
    const first = await consumedBy(() => mark(['ana'], [1001]));
    await stand(300, i => world.now - i);
    expect(await consumedBy(() => mark(['ana'], [1002]))).toEqual(first);
    expect(first).toMatchObject({ read: 3, write: 4 });
    const alone = await consumedBy(() => marked(1000));
    expect(alone.read).toBeLessThanOrEqual(2);
  });

  test('goes with its room, and with its robots', async () => {
    await world.come('ana', 'a1');
    await mark(['ana'], [1000]);
    await addRobots(world.ports, world.life, ['robot' as UserId]);
    expect(await sweep(database.table, world.life, 100)).toBe(true);
    expect(await roomMarks(database.table, world.life)).toBeUndefined();
    expect(await everyMarked(world.ports, world.life)).toEqual([]);
    expect(await robotsOf(world.ports, world.life)).toEqual([]);
  });
});

/** Members with a mark who have gone without a word; they are counted all the same. */
const full = async (gone: number): Promise<void> => {
  const ExpiresAt = Math.floor(world.now / 1000) + sessionSeconds;
  const accounts = Array.from({ length: gone }, (_, i) => `gone${i}` as UserId);
  await forEachOf(accounts, account => {
    const key = keys.roomMarked(world.life, account);
    const item = { ...key, v: 1, account, marks: new Set([1000]), cameAt: world.now, ExpiresAt };
    return database.table.put({ item });
  });
  await setCount(1000);
};
const setCount = async (count: number, clearedAt?: number): Promise<void> => {
  const ExpiresAt = Math.floor(world.now / 1000) + sessionSeconds;
  const item = { ...keys.roomMarks(world.life), v: 1, counts: { 1000: count }, seq: 1, ExpiresAt };
  await database.table.put({ item: { ...item, ...(clearedAt && { clearedAt }) } });
};

describe('a thousand members with a mark', () => {
  /** As if they had been found to be all there just now. */
  const allThere = (count: number) => setCount(count, world.now);

  test('are the most, whichever two come for the last place at the same moment', async () => {
    await everyMeeting(database.table, async () => {
      await start();
      await world.come('ana', 'a1');
      await world.come('ben', 'b1');
      await allThere(999);
      return {
        one: table => mark(['ana'], [1000], 'set', table),
        other: table => mark(['ben'], [1000], 'set', table),
        check: async (one, other) => {
          expect([one, other]).toContainEqual({ value: 'members' });
          expect((await counts())[1000]).toBe(1000);
          expect(await marked(1000)).toHaveLength(1);
        },
      };
    });
  }, 120_000);

  test('are the most when thirty come for ten places', async () => {
    const names = Array.from({ length: 30 }, (_, i) => `m${i}`);
    for (const name of names) await world.come(name, name);
    await allThere(990);
    const tries = await Promise.allSettled(names.map(name => mark([name], [1000])));
    const won = tries.filter(
      ({ status, ...rest }) => status === 'fulfilled' && JSON.stringify(rest) !== '{"value":"members"}',
    );
    expect((await counts())[1000]).toBe(990 + won.length);
    expect(await marked(1000)).toHaveLength(won.length);
    expect(won.length).toBeLessThanOrEqual(10);
    expect(won.length).toBeGreaterThan(0);
  }, 60_000);

  test('let nobody in by a call that names one too many', async () => {
    await world.come('ana', 'a1');
    await world.come('ben', 'b1');
    await allThere(999);
    expect(await mark(['ana', 'ben'], [1000])).toBe('members');
    expect(await marked(1000)).toEqual([]);
    expect(await mark(['ana'], [1000])).toEqual(['ana']);
  });

  test('make room for who is there as soon as somebody has gone without a word', async () => {
    await world.come('ana', 'a1');
    await full(30);
    expect(await mark(['ana'], [1000])).toEqual(['ana']);
    expect(await counts()).toEqual({ 1000: 1 });
    expect(await everyMarked(world.ports, world.life)).toHaveLength(1);
  }, 60_000);

  test('are counted exactly whatever call of a marking or a leaving a function dies at', async () => {
    for (let call = 1; call <= 6; call += 1) {
      await world.come('ana', 'a1');
      const { table } = dyingAt(database.table, call);
      await mark(['ana'], [1000], 'set', table).catch(() => undefined);
      expect((await counts())[1000] ?? 0).toBe((await everyMarked(world.ports, world.life)).length);
      await mark(['ana'], [1000]);
      const leaving = dyingAt(database.table, call).table;
      await clearMarks({ ...world.ports, table: leaving }, world.life, 'ana' as UserId).catch(
        () => undefined,
      );
      expect((await counts())[1000] ?? 0).toBe((await everyMarked(world.ports, world.life)).length);
      await world.quit('ana');
    }
  });
});
