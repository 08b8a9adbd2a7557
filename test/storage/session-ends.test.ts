import { kick } from '../../lib/domain/session/kick.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import { keys } from '../../lib/table/keys.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { SessionWorld } from '../support/session-world.ts';

const database = databaseOfTests();
let world: SessionWorld;

beforeEach(async () => {
  world = new SessionWorld(database.table);
  await world.begin();
});

describe('a logout', () => {
  test('ends the session and tells it once', async () => {
    const { A2Key } = await world.logIn('ana', 'c1');
    world.units();
    expect(await world.logOut(A2Key, 'c1')).toMatchObject({ ErrorCode: 0 });
    expect(world.units()).toEqual({ read: 2, write: 2 });
    expect(await world.logOut(A2Key, 'c1')).toMatchObject({ ErrorCode: 0 });
    await world.disconnect('c1');
    expect(await world.instances('ana')).toEqual([]);
    expect(world.told).toEqual(['ana Login Register', 'ana Logout Unregister']);
  });

  test.each(['', 'x.y', 'no token'])('with the token %j is answered with OK', async token => {
    expect(await world.logOut(token, 'c1')).toMatchObject({ ErrorCode: 0 });
  });

  test('makes room for a login on the same connection', async () => {
    const { A2Key } = await world.logIn('ana', 'c1');
    await world.logOut(A2Key, 'c1');
    expect(await world.logIn('ana', 'c1')).toMatchObject({ ErrorCode: 0 });
    expect(await world.connections('ana')).toEqual(['c1']);
    expect(new Set(world.events.map(({ id }) => id)).size).toBe(3);
  });
});

describe('a kick by REST', () => {
  test('ends all logins, tells each client and closes it', async () => {
    await world.logIn('ana', 'c1');
    await world.logIn('ana', 'c2', { platform: 2 });
    await kick(world, world.app, 'ana' as UserId);
    expect([...world.kicks].sort()).toEqual(['c1 KickType 3', 'c2 KickType 3']);
    expect([...world.closed].sort()).toEqual(['c1', 'c2']);
    expect(await world.instances('ana')).toEqual([]);
    expect(world.told.slice(2)).toEqual(['ana Logout Unregister', 'ana Logout Unregister']);
  });

  test.each([0, 1, 400, 999])(
    'at %i ms of a second refuses what was signed before and takes what is signed after',
    async ms => {
      world.now = 1_800_000_000_000 + ms;
      await world.logIn('ana', 'c1');
      const before = world.sigFor('ana');
      await kick(world, world.app, 'ana' as UserId);
      expect(await world.logIn('ana', 'c2', { userSig: before })).toMatchObject({ ErrorCode: 70001 });
      expect(await world.logIn('ana', 'c3', { userSig: world.sigFor('ana') })).toMatchObject({
        ErrorCode: 0,
      });
    },
  );

  test('of nobody is refused and creates nobody', async () => {
    await expect(kick(world, world.app, 'nobody' as UserId)).rejects.toMatchObject({
      key: 'AccountNotFound',
    });
    expect(await database.table.get(keys.account(world.app, 'nobody' as UserId))).toBeUndefined();
  });

  test('at the same moment as a login or a reconnect leaves no login behind', async () => {
    for (let round = 0; round < 15; round += 1) {
      const { A2Key } = await world.logIn('ana', `c${round}`);
      await Promise.all([
        kick(world, world.app, 'ana' as UserId),
        world.logIn('ana', `d${round}`, { platform: 2 }),
        world.reconnect(A2Key, `e${round}`),
      ]);
      expect(await world.instances('ana')).toEqual([]);
    }
  });
});
