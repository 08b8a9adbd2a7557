import type { ApplicationSettings } from '../../lib/kernel/application.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import type { AccountItem } from '../../lib/table/items.ts';
import { keys } from '../../lib/table/keys.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { SessionWorld } from '../support/session-world.ts';

const database = databaseOfTests();
let world: SessionWorld;

/** An application of its own for each test. */
const start = async (settings: Partial<ApplicationSettings> = {}): Promise<void> => {
  world = new SessionWorld(database.table);
  await world.begin(settings);
};

beforeEach(() => start());

describe('a login by UserSig', () => {
  test('answers what a client needs', async () => {
    expect(await world.logIn('ana', 'c1')).toMatchObject({
      ErrorCode: 0,
      A2Key: expect.stringMatching(/^[\w-]+\.[\w-]+$/),
      TinyId: expect.stringMatching(/^1441\d{14}$/),
      HelloInterval: 180,
      TimeStamp: Math.floor(world.now / 1000),
      CustomStatus: '',
    });
  });

  test('registers an account that nobody knew, and leaves one that is known as it is', async () => {
    const key = keys.account(world.app, 'ana' as UserId);
    await world.logIn('ana', 'c1');
    expect(await database.table.get<AccountItem>(key)).toMatchObject({ account: 'ana', profile: {} });
    await database.table.update({ key, set: 'SET profile.Nick = :n', values: { ':n': 'Ana' } });
    await world.logIn('ana', 'c2');
    expect(await database.table.get<AccountItem>(key)).toMatchObject({ profile: { Nick: 'Ana' } });
  });

  test('costs 3 read and 2 write units, and one more write for a new account', async () => {
    await world.logIn('ana', 'c1');
    expect(world.units()).toEqual({ read: 3, write: 3 });
    await start({ loginMode: 'multi', webInstances: 10 });
    await world.logIn('ana', 'c3');
    world.units();
    await world.logIn('ana', 'c4');
    expect(world.units()).toEqual({ read: 3, write: 2 });
  });

  test('that comes several times on one connection, even at once, is one session', async () => {
    const replies = await Promise.all([1, 2, 3].map(() => world.logIn('ana', 'c1')));
    expect(new Set(replies.map(({ InstId }) => InstId)).size).toBe(1);
    expect(await world.instances('ana')).toEqual([replies[0]?.InstId]);
    expect(world.kicks).toEqual([]);
  });

  test('of another account on the same connection logs the first one out', async () => {
    await world.logIn('ana', 'c1');
    expect(await world.logIn('ben', 'c1')).toMatchObject({ ErrorCode: 0 });
    expect(await world.instances('ana')).toEqual([]);
    await world.disconnect('c1');
    expect(world.told).toEqual([
      'ana Login Register',
      'ana Logout Unregister',
      'ben Login Register',
      'ben Disconnect LinkClose',
    ]);
  });

  test('of a name that is too long is refused with nothing written', async () => {
    expect(await world.logIn('ä'.repeat(17), 'c1')).toMatchObject({ ErrorCode: 70402 });
    expect(world.units().write).toBe(0);
  });
});

describe('a second web page', () => {
  test('puts the first out: session first, then the notice, the close after a grace', async () => {
    const first = await world.logIn('ana', 'c1');
    const began = world.now;
    await world.logIn('ana', 'c2');
    expect(world.kicks).toEqual(['c1 KickType 1']);
    expect(world.closed).toEqual(['c1']);
    expect(world.now - began).toBeGreaterThanOrEqual(500);
    expect(await world.reconnect(first.A2Key, 'c3')).toMatchObject({ ErrorCode: 70001 });
  });

  test('is one Login event that names the kicked device, and nothing when the first has gone', async () => {
    await world.logIn('ana', 'c1');
    await world.logIn('ana', 'c2');
    await world.disconnect('c1');
    expect(world.told).toEqual(['ana Login Register', 'ana Login Register']);
    expect(world.events.at(-1)?.detail.KickedDevice).toEqual([{ Platform: 'Web' }]);
  });

  test('that finds only a page which was closed waits for nothing and kicks nobody', async () => {
    await world.logIn('ana', 'c1');
    await world.disconnect('c1');
    const began = world.now;
    const { InstId } = await world.logIn('ana', 'c2');
    expect(world.now - began).toBeLessThan(10);
    expect(world.kicks).toEqual([]);
    expect(world.events.at(-1)?.detail.KickedDevice).toBeUndefined();
    expect(await world.instances('ana')).toEqual([InstId]);
  });

  test('that finds the first one’s connection gone waits for nothing', async () => {
    await world.logIn('ana', 'c1');
    world.gone.add('c1');
    const began = world.now;
    expect(await world.logIn('ana', 'c2')).toMatchObject({ ErrorCode: 0 });
    expect(world.now - began).toBeLessThan(10);
    expect(await world.connections('ana')).toEqual(['c2']);
  });

  test('leaves a phone alone in dual mode, and puts it out in single mode', async () => {
    await world.logIn('ana', 'c1', { platform: 2 });
    await world.logIn('ana', 'c2');
    expect(world.kicks).toEqual([]);
    await start({ loginMode: 'single' });
    await world.logIn('ana', 'c3', { platform: 2 });
    await world.logIn('ana', 'c4');
    expect(world.kicks).toEqual(['c3 KickType 2']);
    expect(world.events.at(-1)?.detail.KickedDevice).toEqual([{ Platform: 'Android' }]);
  });

  test('at the same moment: one of the two stays', async () => {
    for (let round = 0; round < 10; round += 1) {
      await Promise.all([world.logIn('ana', `a${round}`), world.logIn('ana', `b${round}`)]);
      expect(await world.instances('ana')).toHaveLength(1);
    }
  });

  test('finds its first page’s logout answered, and the logout does it no harm', async () => {
    const first = await world.logIn('ana', 'c1');
    const second = await world.logIn('ana', 'c2');
    expect(await world.logOut(first.A2Key, 'c1')).toMatchObject({ ErrorCode: 0 });
    expect(await world.logOut(first.A2Key, 'c9')).toMatchObject({ ErrorCode: 0 });
    expect(await world.instances('ana')).toEqual([second.InstId]);
  });
});
