import { claimBroadcast, takeTurn } from '../../lib/domain/room/broadcast.ts';
import { admitGuest, followGuest } from '../../lib/domain/room/guests.ts';
import { onlineList } from '../../lib/domain/room/online-list.ts';
import { rosterPage } from '../../lib/domain/roster/roster-store.ts';
import { connectionEnded } from '../../lib/domain/session/connection-ended.ts';
import { kick } from '../../lib/domain/session/kick.ts';
import type { Application } from '../../lib/kernel/application.ts';
import type { Table } from '../../lib/kernel/ports.ts';
import type { ConnectionId, UserId } from '../../lib/protocol/ids.ts';
import { consumedBy } from '../support/consumed-units.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { dyingAt } from '../support/message-world.ts';
import { RoomWorld } from '../support/room-world.ts';

const database = databaseOfTests();
let world: RoomWorld;

beforeEach(async () => {
  world = new RoomWorld(database.table);
  await world.begin();
});

const ports = () => world.ports;
const enter = (account: string, instance: number, table?: Table) => world.enter(account, instance, table);
const quit = (account: string, platform?: number) => world.quit(account, platform);
const online = () => world.online();
const connections = () => world.connectionsIn();
const shards = () => world.shards();

describe('a live room', () => {
  test('holds who comes in, once, and not who goes', async () => {
    const ana = await world.logIn('ana', 'c1');
    const ben = await world.logIn('ben', 'c2');
    await enter('ana', ana.InstId);
    await enter('ben', ben.InstId);
    await enter('ben', ben.InstId);
    expect(await connections()).toEqual(['c1', 'c2']);
    expect(await online()).toBe(2);
    expect(await quit('ana')).toBe(1);
    expect(await quit('ana')).toBe(0);
    expect(await online()).toBe(1);
    expect(await connections()).toEqual(['c2']);
  });

  test('costs the same to come into and to leave whatever its size', async () => {
    const costs = [];
    for (let i = 0; i < 7; i += 1) {
      const { InstId } = await world.logIn(`u${i}`, `c${i}`);
      costs.push(await consumedBy(() => enter(`u${i}`, InstId)));
    }
    expect(costs[6]).toEqual(costs[1]);
    // The state is read by the test itself.
    expect(costs[1]).toMatchObject({ read: 4, write: 3 });
    expect(await consumedBy(() => quit('u3'))).toMatchObject({ read: 2, write: 3 });
  });

  test('grows into shards, about equally full', async () => {
    for (let i = 0; i < 60; i += 1) {
      const { InstId } = await world.logIn(`u${i}`, `c${i}`);
      await enter(`u${i}`, InstId);
    }
    const count = await shards();
    expect(count).toBeGreaterThan(5);
    const held = await Promise.all(
      Array.from(
        { length: count },
        async (_, shard) => (await rosterPage(ports(), { life: world.life, shard })).items.length,
      ),
    );
    expect(held.reduce((sum, one) => sum + one, 0)).toBe(60);
    expect(Math.max(...held)).toBeLessThanOrEqual(world.size * 1.5);
    expect(await online()).toBe(60);
  });

  test('keeps a client over a reconnect, on its new connection, and shows it out when the connection ends', async () => {
    const { InstId, A2Key } = await world.logIn('ana', 'c1');
    await enter('ana', InstId);
    await world.reconnect(A2Key, 'c2');
    await world.disconnect('c1');
    expect(await connections()).toEqual(['c2']);
    expect(await online()).toBe(1);
    await world.disconnect('c2');
    expect(await online()).toBe(0);
    await world.reconnect(A2Key, 'c3');
    expect(await connections()).toEqual(['c3']);
    expect(await online()).toBe(1);
  });

  test('is left with a logout, with a kick, and when the end of a connection is found later', async () => {
    const ana = await world.logIn('ana', 'c1');
    const ben = await world.logIn('ben', 'c2');
    const cho = await world.logIn('cho', 'c3');
    for (const [name, { InstId }] of Object.entries({ ana, ben, cho })) await enter(name, InstId);
    await world.logOut(ana.A2Key, 'c1');
    expect(await online()).toBe(2);
    await kick(world, world.app, 'ben' as UserId);
    expect(await online()).toBe(1);
    world.now += 3 * 3_600_000;
    await world.expire('c3');
    expect(await online()).toBe(0);
  });

  test('is left by every client with a page, and by native ones with a phone', async () => {
    const page = await world.logIn('ana', 'c1', { platform: 7 });
    const phone = await world.logIn('ana', 'c2', { platform: 2 });
    const enterBoth = async () => {
      await enter('ana', page.InstId);
      await enter('ana', phone.InstId);
    };
    await enterBoth();
    await quit('ana', 2);
    expect(await connections()).toEqual(['c1']);
    await enterBoth();
    await quit('ana', 7);
    expect(await connections()).toEqual([]);
  });

  test('counts exactly again ten seconds after something died, at any call', async () => {
    for (let call = 1; call <= 6; call += 1) {
      const { InstId, A2Key } = await world.logIn(`u${call}`, `c${call}`);
      await enter(`u${call}`, InstId, dyingAt(database.table, call).table).catch(() => undefined);
      await online();
      world.now += 10_001;
      expect(await online()).toBe((await connections()).length);
      await world.reconnect(A2Key, `d${call}`);
      world.now += 10_001;
      expect(await online()).toBe((await connections()).length);
    }
  });

  test('counts who comes and goes at once', async () => {
    await online();
    const { InstId } = await world.logIn('ana', 'c1');
    await enter('ana', InstId);
    expect(await online()).toBe(1);
    await quit('ana');
    expect(await online()).toBe(0);
  });

  test('tells a client that it is in already, and one that has logged out that it is not', async () => {
    const { InstId, A2Key } = await world.logIn('ana', 'c1');
    expect(await enter('ana', InstId)).toBe('entered');
    expect(await enter('ana', InstId)).toBe('already');
    await world.logOut(A2Key, 'c1');
    expect(await enter('ana', InstId)).toBe('gone');
    expect(await online()).toBe(0);
  });
});

describe('a broadcast', () => {
  const draft = { sender: 'ana' as UserId, random: 7, body: '[]', priority: 1 } as const;

  test.each([1, 5])('has its turn %i times a second, however many want it at once', async perSecond => {
    const turn = (now: number) => takeTurn(database.table, world.app, now, perSecond);
    const turns = await Promise.all(Array.from({ length: 12 }, () => turn(world.now)));
    expect(turns.filter(Boolean)).toHaveLength(perSecond);
    expect(await turn(world.now + 1000)).toBe(true);
  });

  test('has the number of the first when it is sent again', async () => {
    const first = await claimBroadcast(database.table, world.app, draft, world.now);
    expect(await claimBroadcast(database.table, world.app, { ...draft, random: 8 }, world.now)).toMatchObject(
      {
        seq: first.seq + 1,
      },
    );
    expect(await claimBroadcast(database.table, world.app, draft, world.now + 9_000)).toMatchObject(first);
  });
});

describe('a guest', () => {
  const application = () => ({ id: world.app, secretKeys: ['key'] }) as unknown as Application;
  const admit = async (connection: string) =>
    admitGuest(
      ports(),
      application(),
      world.life,
      { shards: await shards(), size: world.size },
      connection as ConnectionId,
    );
  const follow = (key: string, connection: string) => {
    world.now += 1;
    return followGuest(ports(), application(), key, connection as ConnectionId);
  };

  test('is in the room until the connection ends, and is led to the next one by its key', async () => {
    const key = await admit('g1');
    expect(await connections()).toEqual(['g1']);
    expect(await online()).toBe(1);
    expect(await follow(key, 'g2')).toBe(true);
    await connectionEnded(world, 'g1' as ConnectionId, { code: 1001, milliseconds: 7_200_000 });
    expect(await connections()).toEqual(['g2']);
    await connectionEnded(world, 'g2' as ConnectionId, { code: 1001, milliseconds: 1 });
    expect(await online()).toBe(0);
    expect(await follow(key, 'g3')).toBe(true);
    expect(await online()).toBe(1);
    expect((await onlineList(ports(), world.life, 1)).length).toBe(0);
  });

  test('costs 1 read unit when it asks where it is', async () => {
    const key = await admit('g1');
    expect(await consumedBy(() => follow(key, 'g1'))).toMatchObject({ read: 1, write: 0 });
  });

  test('with a key that is not ours is nobody', async () => {
    const key = await admit('g1');
    for (const other of ['', 'x.y', `${key}A`, key.replace('.', 'A.')])
      expect(await follow(other, 'g2')).toBe(false);
    expect(await connections()).toEqual(['g1']);
  });

  test('that logs in on the same connection is a guest no longer', async () => {
    await admit(`${world.app} c1`);
    await world.logIn('ana', 'c1');
    expect(await online()).toBe(0);
  });
});
