import { createAccount } from '../../lib/domain/account/account-store.ts';
import { kick } from '../../lib/domain/session/kick.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { StatusWorld, status } from '../support/status-world.ts';

const database = databaseOfTests();
let world: StatusWorld;

beforeEach(async () => {
  world = new StatusWorld(database.table);
  await world.begin({ userStatus: true });
});

describe('who asks for a status', () => {
  const asked = async (a2: string) => {
    const reply = await world.request('ws_get_user_status', a2, 'b1', { To_Account: ['ana'] });
    const { UserStatusList } = reply as unknown as { UserStatusList: readonly { Status: number }[] };
    return UserStatusList[0]?.Status;
  };
  const online = 1;
  const offline = 2;
  const notLoggedIn = 3;

  test.each<[string, () => Promise<unknown>, readonly (readonly [number, number])[]]>([
    ['closed its page', () => world.disconnect('a1', { code: 1001 }), [[0, offline]]],
    [
      'lost its network',
      () => world.disconnect('a1'),
      [
        [59, online],
        [61, offline],
        [7 * 86_400 + 1, notLoggedIn],
      ],
    ],
    [
      'falls silent',
      async () => undefined,
      [
        [398, online],
        [401, offline],
      ],
    ],
    ['was kicked', () => kick(world, world.app, 'ana' as UserId), [[0, notLoggedIn]]],
  ])('of somebody who %s they are told the truth at every moment', async (_, happens, moments) => {
    await world.logIn('ana', 'a1', { platform: 2 });
    const start = world.now;
    await happens();
    for (const [seconds, expected] of moments) {
      world.now = Math.max(world.now, start + seconds * 1000);
      const { A2Key } = await world.logIn('ben', 'b1');
      expect([seconds, await asked(A2Key)]).toEqual([seconds, expected]);
    }
  });

  test('of somebody who has never logged in they are told so', async () => {
    await createAccount(world.table, world.app, 'ana' as UserId, world.now);
    const { A2Key } = await world.logIn('ben', 'b1');
    expect(await asked(A2Key)).toBe(notLoggedIn);
  });
});

describe('a subscription', () => {
  test('is of one client: its other clients are not told, and it ends with its login', async () => {
    const ben = await world.benWatchesAna();
    await world.logIn('ben', 'b2', { platform: 2 });
    await world.disconnect('a1', { code: 1001 });
    await world.tell('ana');
    expect(world.statuses).toEqual([['b1', status('ana', 2)]]);
    await world.logOut(ben, 'b1');
    await world.logIn('ben', 'b3');
    await world.logIn('ana', 'a2');
    await world.tell('ana');
    expect(world.statuses).toHaveLength(1);
  });

  test('survives a reconnect of the client', async () => {
    const ben = await world.benWatchesAna();
    await world.reconnect(ben, 'b2');
    await world.disconnect('a1', { code: 1001 });
    await world.tell('ana');
    expect(world.statuses).toEqual([['b2', status('ana', 2)]]);
  });

  test('ends with all others at once for 1 write unit, and may begin anew', async () => {
    const ben = await world.benWatchesAna();
    world.units();
    await world.request('ws_status_unsubscribe', ben, 'b1', { UnsubscribeAll: 1 });
    expect(world.units()).toEqual({ read: 0, write: 1 });
    await world.tell('ana');
    expect(world.statuses).toEqual([]);
    await world.subscribe(ben, 'b1', ['ana']);
    await world.disconnect('a1', { code: 1001 });
    await world.tell('ana');
    expect(world.statuses).toHaveLength(1);
  });

  test('ends after 7 days', async () => {
    const ben = await world.benWatchesAna();
    world.now += 6 * 86_400_000;
    const { A2Key } = await world.reconnect(ben, 'b2');
    expect(A2Key).toBeDefined();
    world.now += 86_401_000;
    await world.tell('ana');
    expect(world.statuses).toEqual([]);
  });

  test('costs 1 read and 1 write unit; the first of an account a little more', async () => {
    await world.logIn('ana', 'a1');
    const { A2Key: ben } = await world.logIn('ben', 'b1');
    const { A2Key: zoe } = await world.logIn('zoe', 'z1');
    world.units();
    await world.subscribe(ben, 'b1', ['ana']);
    expect(world.units()).toEqual({ read: 2, write: 3 });
    await world.subscribe(zoe, 'z1', ['ana']);
    expect(world.units()).toEqual({ read: 1, write: 1 });
    await world.tell('ana');
    // Watchers, the account, and the sessions of both; what they were told.
    expect(world.units()).toEqual({ read: 4, write: 1 });
  });
});
