import { closeState } from '../../lib/domain/group-log/state.ts';
import { addRobots, removeRobots } from '../../lib/domain/room/robots.ts';
import type { Table } from '../../lib/kernel/ports.ts';
import type { GroupId, UserId } from '../../lib/protocol/ids.ts';
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

/** A room of many shards with others in it. */
const crowd = async (): Promise<number> => {
  await world.spread(8);
  await world.come('ben', 'b1');
  await world.come('cho', 'c1');
  return 2;
};
const page = 7;
const phone = 2;

describe('the number of a live room', () => {
  test('counts an account with a page and a phone once, at once', async () => {
    const others = await crowd();
    await world.come('ana', 'page', page);
    expect(await world.online()).toBe(others + 1);
    await world.come('ana', 'phone', phone);
    expect(await world.online()).toBe(others + 1);
    expect(await world.counted()).toBe(others + 1);
    expect(await world.connectionsIn()).toEqual(expect.arrayContaining(['page', 'phone']));
  });

  test('counts it until its last client has left, at once', async () => {
    const others = await crowd();
    await world.come('ana', 'page', page);
    await world.come('ana', 'phone', phone);
    await world.quit('ana', phone);
    expect(await world.online()).toBe(others + 1);
    await world.quit('ana', page);
    expect(await world.online()).toBe(others);
    expect(await world.counted()).toBe(others);
  });

  test('counts it through a cut of one of them and its reconnect, and not when both are cut', async () => {
    await world.come('ana', 'page', page);
    const { A2Key } = await world.come('ana', 'phone', phone);
    await world.online();
    await world.disconnect('phone');
    expect(await world.online()).toBe(1);
    await world.reconnect(A2Key, 'phone again');
    expect(await world.online()).toBe(1);
    await world.disconnect('page');
    expect(await world.online()).toBe(1);
    await world.disconnect('phone again');
    expect(await world.online()).toBe(0);
    await world.reconnect(A2Key, 'phone once more');
    expect(await world.online()).toBe(1);
    expect(await world.counted()).toBe(1);
  });

  test('is right again after 10 s when a function died with the second client, at any call', async () => {
    const others = await crowd();
    await world.come('ana', 'page', page);
    for (let call = 1; call <= 9; call += 1) {
      const { InstId } = await world.logIn('ana', `phone${call}`, { platform: phone });
      await world.enter('ana', InstId, dyingAt(database.table, call).table).catch(() => undefined);
      expect(await world.counted()).toBe(others + 1);
      // It is asked to enter again, and comes in.
      await world.enter('ana', InstId);
      expect(await world.online()).toBe(others + 1);
      await world.quit('ana', phone, dyingAt(database.table, call).table).catch(() => undefined);
      expect(await world.counted()).toBe(others + 1);
      await world.quit('ana', phone);
      expect(await world.counted()).toBe(others + 1);
    }
  }, 60_000);

  test('counts robots, which are there until they are taken away', async () => {
    const robots = ['r1', 'r2'] as UserId[];
    await addRobots(world.ports, world.life, robots);
    await addRobots(world.ports, world.life, robots);
    await world.come('ana', 'c1');
    expect(await world.online()).toBe(3);
    world.now += 30 * 86_400_000;
    expect(await world.counted()).toBe(2);
    await removeRobots(world.ports, world.life, robots);
    expect(await world.counted()).toBe(0);
  });
});

describe('two clients of an account at the same moment', () => {
  const together = async () => {
    const standing = await world.standing();
    const own = standing.filter(({ connection }) => connection.startsWith('ana'));
    return {
      connections: own.map(({ connection }) => connection).sort(),
      shards: new Set(own.map(one => one.shard)),
    };
  };

  test('that both enter stand in one shard and are one', async () => {
    await everyMeeting(database.table, async () => {
      await start();
      const others = await crowd();
      const one = await world.logIn('ana', 'ana 1', { platform: page });
      const other = await world.logIn('ana', 'ana 2', { platform: phone });
      return {
        one: table => world.enter('ana', one.InstId, table),
        other: table => world.enter('ana', other.InstId, table),
        check: async () => {
          const { connections, shards } = await together();
          expect(connections).toEqual(['ana 1', 'ana 2']);
          expect(shards.size).toBe(1);
          expect(await world.counted()).toBe(others + 1);
        },
      };
    });
  }, 120_000);

  test('of which one logs in and enters while the other enters stand in one shard', async () => {
    await everyMeeting(database.table, async () => {
      await start();
      const others = await crowd();
      const one = await world.logIn('ana', 'ana 1', { platform: page });
      return {
        one: table => world.enter('ana', one.InstId, table),
        other: async table => {
          const other = await world.logIn('ana', 'ana 2', { platform: phone });
          return world.enter('ana', other.InstId, table);
        },
        check: async () => {
          const { connections, shards } = await together();
          expect(connections).toEqual(['ana 1', 'ana 2']);
          expect(shards.size).toBe(1);
          expect(await world.counted()).toBe(others + 1);
        },
      };
    });
  }, 120_000);

  test('of which one leaves while the other enters are one or none', async () => {
    await everyMeeting(database.table, async () => {
      await start();
      const others = await crowd();
      await world.come('ana', 'ana 1', page);
      const other = await world.logIn('ana', 'ana 2', { platform: phone });
      return {
        one: table => world.quit('ana', page, table),
        other: table => world.enter('ana', other.InstId, table),
        check: async () => {
          const { connections } = await together();
          expect(connections).not.toContain('ana 1');
          expect(await world.counted()).toBe(others + connections.length);
        },
      };
    });
  }, 120_000);

  test('that are the same client, whose frame came twice, are in once', async () => {
    await everyMeeting(database.table, async () => {
      await start();
      const others = await crowd();
      const { InstId } = await world.logIn('ana', 'ana 1');
      const enter = (table: Table) => world.enter('ana', InstId, table);
      return {
        one: enter,
        other: enter,
        check: async () => {
          expect((await together()).connections).toEqual(['ana 1']);
          expect(await world.counted()).toBe(others + 1);
          await world.quit('ana');
          expect((await together()).connections).toEqual([]);
        },
      };
    });
  }, 120_000);
});

describe('a live room that was dissolved', () => {
  test('is forgotten by who comes back, and costs nothing after that', async () => {
    const { A2Key } = await world.come('ana', 'c1');
    await closeState(database.table, world.life);
    const { A2Key: other } = await world.logIn('ben', 'b1');
    const costOf = async (token: string, from: string, to: string) => {
      await world.disconnect(from);
      world.units();
      await world.reconnect(token, to);
      return world.units();
    };
    const first = await costOf(A2Key, 'c1', 'c2');
    const second = await costOf(A2Key, 'c2', 'c3');
    expect(second).toEqual(await costOf(other, 'b1', 'b2'));
    expect(first).toEqual({ read: second.read + 2, write: second.write + 1 });
    expect(await world.connectionsIn()).toEqual([]);
  });

  test('and was made anew is not entered by who was in the old one', async () => {
    const { A2Key } = await world.come('ana', 'c1');
    await closeState(database.table, world.life);
    await world.reconnect(A2Key, 'c2');
    const anew = { ...world.life, group: world.life.group as GroupId, born: world.now };
    Object.assign(world, { life: anew });
    await world.begin();
    await world.reconnect(A2Key, 'c3');
    expect(await world.connectionsIn()).toEqual([]);
    expect(await world.online()).toBe(0);
  });
});
