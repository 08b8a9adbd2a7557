import { kick } from '../../lib/domain/session/kick.ts';
import { Pace } from '../../lib/domain/status/pace.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { StatusWorld, status } from '../support/status-world.ts';

const database = databaseOfTests();
let world: StatusWorld;

const start = async (userStatus = true): Promise<void> => {
  world = new StatusWorld(database.table);
  await world.begin({ userStatus });
};

beforeEach(() => start());

describe('an application with user status off', () => {
  test('refuses to tell the status of others, and lets everybody set their own', async () => {
    await start(false);
    const { A2Key } = await world.logIn('ana', 'a1');
    const body = { To_Account: ['ana'] };
    for (const command of ['ws_get_user_status', 'ws_status_subscribe', 'ws_status_unsubscribe']) {
      expect(await world.request(command, A2Key, 'a1', body)).toMatchObject({ ErrorCode: 72001 });
    }
    const own = await world.request('ws_set_custom_status', A2Key, 'a1', { CustomStatus: 'busy' });
    expect(own).toMatchObject({ ErrorCode: 0 });
  });
});

describe('an account that nobody watches', () => {
  test('asks nobody to look, whatever happens, and its login costs what it always did', async () => {
    await world.logIn('ana', 'a0');
    await world.disconnect('a0', { code: 1001 });
    world.units();
    const { A2Key } = await world.logIn('ana', 'a1', { platform: 2 });
    expect(world.units()).toEqual({ read: 3, write: 2 });
    await world.reconnect(A2Key, 'a2');
    expect(world.units()).toEqual({ read: 1, write: 2 });
    await world.disconnect('a2');
    await kick(world, world.app, 'ana' as UserId);
    expect(world.looks()).toEqual([undefined, undefined, undefined, undefined, undefined, undefined]);
  });
});

describe('a watched account', () => {
  test('has its status looked at when it logs in, leaves, comes back and logs out', async () => {
    await world.benWatchesAna();
    await world.disconnect('a1', { code: 1001 });
    const { A2Key } = await world.logIn('ana', 'a2');
    await world.disconnect('a2');
    await world.reconnect(A2Key, 'a3');
    await world.logOut(A2Key, 'a3');
    expect(world.looks()).toEqual([0, 0, 60, 0, 0]);
  });

  test('is looked at when it falls silent and when it is kicked', async () => {
    await world.benWatchesAna();
    await world.logIn('ana', 'a2', { platform: 2 });
    world.now += 3 * 3_600_000;
    await world.expire('a1');
    await kick(world, world.app, 'ana' as UserId);
    expect(world.looks()).toEqual([0, 0, 0, 0]);
  });

  test('has every client told once, and again only when it changes', async () => {
    await world.benWatchesAna();
    await world.tell('ana');
    await world.tell('ana');
    expect(world.statuses).toEqual([['b1', status('ana', 1)]]);
    await world.disconnect('a1', { code: 1001 });
    await world.tell('ana');
    expect(world.statuses.at(-1)).toEqual(['b1', status('ana', 2)]);
  });

  test('that comes back within 60 s was never offline for those who watch', async () => {
    await world.benWatchesAna();
    await world.tell('ana');
    const { A2Key } = await world.logIn('ana', 'a2', { platform: 2 });
    await world.logOut((await world.logIn('ana', 'a9', { platform: 7 })).A2Key, 'a9');
    await world.disconnect('a2');
    await world.reconnect(A2Key, 'a3');
    world.now += 61_000;
    await world.tell('ana');
    expect(world.statuses).toEqual([['b1', status('ana', 1)]]);
  });

  test('is told as offline 60 s after its connection was lost', async () => {
    await world.benWatchesAna();
    await world.tell('ana');
    await world.disconnect('a1');
    await world.tell('ana');
    world.now += 61_000;
    await world.tell('ana');
    expect(world.statuses).toEqual([
      ['b1', status('ana', 1)],
      ['b1', status('ana', 2)],
    ]);
  });

  test('is looked at also when it logs in while somebody subscribes', async () => {
    for (const dieAt of [0, 1, 2, 3, 4]) {
      await start();
      await world.logIn('ana', 'a0');
      const { A2Key } = await world.logIn('ben', 'b1');
      world.between = async call => {
        if (call === dieAt) await world.subscribe(A2Key, 'b1', ['ana']);
      };
      const { A2Key: ana } = await world.logIn('ana', 'a1', { platform: 2 });
      world.between = undefined;
      if (dieAt === 0) await world.subscribe(A2Key, 'b1', ['ana']);
      world.events.length = 0;
      await world.disconnect('a1');
      await world.logOut(ana, 'a1');
      expect([dieAt, world.looks()]).toEqual([dieAt, [60, 0]]);
    }
  });
});

test('what is told last is true, however looks and changes interleave', async () => {
  for (let at = 1; at <= 4; at += 1) {
    await start();
    await world.benWatchesAna();
    world.between = async call => {
      if (call !== at) return;
      world.between = undefined;
      await world.disconnect('a1', { code: 1001 });
      await world.tell('ana');
    };
    await world.tell('ana');
    expect([at, world.statuses.at(-1)]).toEqual([at, ['b1', status('ana', 2)]]);
  }
});

test('a client may ask 20 times in 5 s', () => {
  const clock = { at: 0, now: () => clock.at, until: async () => undefined };
  const pace = new Pace(clock, 5_000, 20);
  const calls = Array.from({ length: 21 }, () => pace.admits('ana'));
  expect(calls.filter(Boolean)).toHaveLength(20);
  expect(pace.admits('ben')).toBe(true);
  clock.at = 5_000;
  expect(pace.admits('ana')).toBe(true);
});
