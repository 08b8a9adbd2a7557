import { kick } from '../../lib/domain/session/kick.ts';
import { leaseMilliseconds } from '../../lib/domain/session/lease.ts';
import { presenceOf } from '../../lib/domain/session/presence.ts';
import { accountWithSessions } from '../../lib/domain/session/session-store.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { SessionWorld } from '../support/session-world.ts';

const database = databaseOfTests();
let world: SessionWorld;

beforeEach(async () => {
  world = new SessionWorld(database.table);
  await world.begin();
});

describe('what others see', () => {
  const web = 7;
  const android = 2;
  const seen = async (account = 'ana') => {
    const { sessions } = await accountWithSessions(world.table, world.app, account as UserId, world.now);
    return presenceOf(sessions, world.now).presence;
  };
  const day = 86_400_000;

  test('a page that is closed is offline at once, an app is reached by push', async () => {
    await world.logIn('ana', 'c1', { platform: web });
    await world.logIn('ben', 'c2', { platform: android });
    expect([await seen('ana'), await seen('ben')]).toEqual(['Online', 'Online']);
    await world.disconnect('c1', { code: 1001 });
    await world.disconnect('c2', { code: 1000 });
    expect([await seen('ana'), await seen('ben')]).toEqual(['Offline', 'PushOnline']);
  });

  test.each([
    [web, 'Offline'],
    [android, 'PushOnline'],
  ])(
    'a client of platform %i that lost its connection has 60 s to come back before it is %s',
    async (platform, then) => {
      const { A2Key } = await world.logIn('ana', 'c1', { platform });
      await world.disconnect('c1');
      world.now += 59_900;
      expect(await seen()).toBe('Online');
      await world.reconnect(A2Key, 'c2');
      world.now += 60_000;
      expect(await seen()).toBe('Online');
      await world.disconnect('c2');
      world.now += 60_000;
      expect(await seen()).toBe(then);
    },
  );

  test('the cut after two hours is seen by nobody', async () => {
    const { A2Key } = await world.logIn('ana', 'c1', { platform: web });
    await world.disconnect('c1', { code: 1001, milliseconds: 7_200_000 });
    expect(await seen()).toBe('Online');
    await world.reconnect(A2Key, 'c2');
    expect(await seen()).toBe('Online');
  });

  test('who falls silent is gone after 400 s, whether anybody tells or not', async () => {
    await world.logIn('ana', 'c1', { platform: android });
    world.now += leaseMilliseconds - 1;
    expect(await seen()).toBe('Online');
    world.now += 1;
    expect(await seen()).toBe('PushOnline');
    await world.expire('c1');
    expect(await seen()).toBe('PushOnline');
  });

  test('whom a post does not find has 60 s, unless the gateway says that it left', async () => {
    await world.logIn('ana', 'c1', { platform: web });
    world.gone.add('c1');
    await world.push('ana');
    expect(await seen()).toBe('Online');
    await world.disconnect('c1', { code: 1001 });
    expect(await seen()).toBe('Offline');
  });

  test('an app is reached by push for 7 days from the end of its connection', async () => {
    await world.logIn('ana', 'c1', { platform: android });
    world.now += 7_000_000;
    await world.disconnect('c1', { code: 1000 });
    world.now += 7 * day - 1_000;
    expect(await seen()).toBe('PushOnline');
    world.now += 2_000;
    expect(await seen()).toBe('Offline');
  });

  test('a logout is offline at once, on a phone too', async () => {
    const { A2Key } = await world.logIn('ana', 'c1', { platform: android });
    await world.logOut(A2Key, 'c1');
    expect(await seen()).toBe('Offline');
  });

  test('who was kicked is offline at once, and nothing is pushed to its phone', async () => {
    await world.logIn('ana', 'c1', { platform: android });
    await kick(world, world.app, 'ana' as UserId);
    expect(await seen()).toBe('Offline');
    expect(await world.push('ana')).toEqual({ reached: 0, missed: [] });
  });

  test('of a phone that another phone has put out nothing is left: one logout ends all', async () => {
    await world.logIn('ana', 'c1', { platform: android });
    const { A2Key } = await world.logIn('ana', 'c2', { platform: 3 });
    expect(await seen()).toBe('Online');
    await world.logOut(A2Key, 'c2');
    expect(await seen()).toBe('Offline');
  });

  test('a hello keeps a client online, and brings a silent one back', async () => {
    const { A2Key } = await world.logIn('ana', 'c1', { platform: android });
    world.now += leaseMilliseconds - 10;
    await world.hello(A2Key, 'c1');
    world.now += leaseMilliseconds - 10;
    expect(await seen()).toBe('Online');
    world.now += 10;
    expect(await seen()).toBe('PushOnline');
    await world.hello(A2Key, 'c1');
    expect(await seen()).toBe('Online');
  });

  test('the best of several clients counts, until each has gone in its own time', async () => {
    await world.logIn('ana', 'c1', { platform: web });
    await world.logIn('ana', 'c2', { platform: android });
    await world.disconnect('c2', { code: 1000 });
    expect(await seen()).toBe('Online');
    await world.disconnect('c1');
    expect(await seen()).toBe('Online');
    world.now += 60_000;
    expect(await seen()).toBe('PushOnline');
    world.now += 7 * day;
    expect(await seen()).toBe('Offline');
  });

  test('a phone that comes back after days is online at once', async () => {
    const { A2Key } = await world.logIn('ana', 'c1', { platform: android });
    await world.disconnect('c1', { code: 1000 });
    world.now += 6 * day;
    expect(await seen()).toBe('PushOnline');
    await world.reconnect(A2Key, 'c2');
    expect(await seen()).toBe('Online');
  });
});
