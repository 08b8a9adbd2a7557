import { saveApplication } from '../../lib/domain/application/application-store.ts';
import { kick } from '../../lib/domain/session/kick.ts';
import { leaseMilliseconds, sessionSeconds } from '../../lib/domain/session/lease.ts';
import { presenceOf } from '../../lib/domain/session/presence.ts';
import { accountWithSessions, sessionsOf } from '../../lib/domain/session/session-store.ts';
import type { ApplicationSettings } from '../../lib/kernel/application.ts';
import type { SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import type { AccountItem } from '../../lib/table/items.ts';
import { keys } from '../../lib/table/keys.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { SessionWorld } from '../support/session-world.ts';

const database = databaseOfTests();
let applications = 1400000000;
let world: SessionWorld;

/** An application of its own for each test. */
const start = async (settings: Partial<ApplicationSettings> = {}): Promise<void> => {
  applications += 1;
  world = new SessionWorld(database.table, applications as SdkAppId);
  await saveApplication(database.table, {
    id: world.app,
    secretKeys: ['key'],
    admins: ['root' as UserId],
    settings,
  });
};

beforeEach(() => start());

const instances = async (account: string): Promise<readonly number[]> =>
  (await sessionsOf(world, world.app, account as UserId)).map(({ instance }) => instance);

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
    expect(await instances('ana')).toEqual([replies[0]?.InstId]);
    expect(world.kicks).toEqual([]);
  });

  test('of another account on the same connection logs the first one out', async () => {
    await world.logIn('ana', 'c1');
    expect(await world.logIn('ben', 'c1')).toMatchObject({ ErrorCode: 0 });
    expect(await instances('ana')).toEqual([]);
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
    expect(await instances('ana')).toEqual([InstId]);
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
      expect(await instances('ana')).toHaveLength(1);
    }
  });

  test('finds its first page’s logout answered, and the logout does it no harm', async () => {
    const first = await world.logIn('ana', 'c1');
    const second = await world.logIn('ana', 'c2');
    expect(await world.logOut(first.A2Key, 'c1')).toMatchObject({ ErrorCode: 0 });
    expect(await world.logOut(first.A2Key, 'c9')).toMatchObject({ ErrorCode: 0 });
    expect(await instances('ana')).toEqual([second.InstId]);
  });
});

describe('a reconnect', () => {
  test('keeps the session, moves it and closes the connection that was left', async () => {
    const { A2Key, InstId } = await world.logIn('ana', 'c1');
    const back = await world.reconnect(A2Key, 'c2');
    expect(back).toMatchObject({ ErrorCode: 0, InstId });
    expect(await world.connections('ana')).toEqual(['c2']);
    expect(world.closed).toEqual(['c1']);
  });

  test('costs 2 write units and 1 read, before and after the end of the old connection was noted', async () => {
    const { A2Key } = await world.logIn('ana', 'c1');
    world.units();
    const back = await world.reconnect(A2Key, 'c2');
    expect(world.units()).toEqual({ read: 1, write: 2 });
    await world.disconnect('c2');
    world.units();
    await world.reconnect(back.A2Key, 'c3');
    expect(world.units()).toEqual({ read: 1, write: 2 });
  });

  test('that comes several times, also with the token of before, is the same session', async () => {
    const { A2Key, InstId } = await world.logIn('ana', 'c1');
    const replies = await Promise.all([1, 2, 3].map(() => world.reconnect(A2Key, 'c2')));
    expect(replies.map(reply => reply.InstId)).toEqual([InstId, InstId, InstId]);
    expect(await world.connections('ana')).toEqual(['c2']);
    const logins = world.events.slice(1).map(({ id }) => id);
    expect(new Set(logins).size).toBe(1);
  });

  test('with a token older than the last one, because an answer was lost, finds the session all the same', async () => {
    const { A2Key } = await world.logIn('ana', 'c1');
    await world.reconnect(A2Key, 'c2');
    expect(await world.reconnect(A2Key, 'c3')).toMatchObject({ ErrorCode: 0 });
    expect(await world.connections('ana')).toEqual(['c3']);
    expect(world.closed).toEqual(['c1', 'c2']);
  });

  test('is refused after the logout, after a kick and with a token of nobody', async () => {
    const { A2Key } = await world.logIn('ana', 'c1');
    await world.logOut(A2Key, 'c1');
    expect(await world.reconnect(A2Key, 'c2')).toMatchObject({ ErrorCode: 70001 });
    expect(await world.reconnect('x.y', 'c2')).toMatchObject({ ErrorCode: 70001 });
    const second = await world.logIn('ana', 'c3');
    await kick(world, world.app, 'ana' as UserId);
    expect(await world.reconnect(second.A2Key, 'c4')).toMatchObject({ ErrorCode: 70001 });
  });

  test('renews the seven days; without one the login ends with them', async () => {
    const { A2Key } = await world.logIn('ana', 'c1');
    world.now += (sessionSeconds - 60) * 1000;
    const back = await world.reconnect(A2Key, 'c2');
    world.now += (sessionSeconds - 60) * 1000;
    const again = await world.reconnect(back.A2Key, 'c3');
    expect(again).toMatchObject({ ErrorCode: 0 });
    world.now += sessionSeconds * 1000;
    expect(await world.reconnect(again.A2Key, 'c4')).toMatchObject({ ErrorCode: 70001 });
  });
});

describe('a hello', () => {
  test('renews the lease for 1 write unit', async () => {
    const { A2Key } = await world.logIn('ana', 'c1');
    world.units();
    world.now += leaseMilliseconds - 2;
    expect(await world.hello(A2Key, 'c1')).toMatchObject({ ErrorCode: 0 });
    expect(world.units()).toEqual({ read: 0, write: 1 });
    world.now += leaseMilliseconds - 1;
    expect(await world.connections('ana')).toEqual(['c1']);
    world.now += 2;
    expect(await world.connections('ana')).toEqual([]);
  });

  test('on a connection that the client has left does not take the session back', async () => {
    const { A2Key } = await world.logIn('ana', 'c1');
    await world.reconnect(A2Key, 'c2');
    expect(await world.hello(A2Key, 'c1')).toMatchObject({ ErrorCode: 0 });
    expect(await world.connections('ana')).toEqual(['c2']);
  });

  test('of a session that has ended is answered so that the client ends its login', async () => {
    const { A2Key } = await world.logIn('ana', 'c1');
    await kick(world, world.app, 'ana' as UserId);
    expect(await world.hello(A2Key, 'c1')).toMatchObject({ ErrorCode: 70001 });
    expect(await world.hello(A2Key, 'c2')).toMatchObject({ ErrorCode: 20002 });
  });
});

describe('the end of a connection', () => {
  test('leaves the session without a connection, says so once and costs 2 read and 2 write units', async () => {
    const { InstId } = await world.logIn('ana', 'c1');
    world.units();
    await world.disconnect('c1');
    expect(world.units()).toEqual({ read: 2, write: 2 });
    await world.disconnect('c1');
    expect(await instances('ana')).toEqual([InstId]);
    expect(world.told).toEqual(['ana Login Register', 'ana Disconnect LinkClose']);
  });

  test('that is told after the client has come back changes nothing', async () => {
    const { A2Key } = await world.logIn('ana', 'c1');
    await world.reconnect(A2Key, 'c2');
    await world.disconnect('c1');
    expect(await world.connections('ana')).toEqual(['c2']);
    expect(world.told).toEqual(['ana Login Register', 'ana Login Register']);
  });

  test('of somebody who never logged in is nothing', async () => {
    await world.disconnect('c1');
    expect(world.told).toEqual([]);
  });

  test('of which nobody told is found when its record expires, at the time its lease ended', async () => {
    await world.logIn('ana', 'c1');
    const leaseEnd = world.now + leaseMilliseconds;
    world.now += 3 * 3_600_000;
    await world.expire('c1');
    await world.expire('c1');
    expect(world.told).toEqual(['ana Login Register', 'ana Disconnect TimeOut']);
    expect(world.events.at(-1)?.detail.EventTime).toBe(leaseEnd);
  });

  test('that a post met first is still told when the gateway tells it', async () => {
    await world.logIn('ana', 'c1');
    world.gone.add('c1');
    await world.push('ana');
    expect(await world.connections('ana')).toEqual([]);
    await world.disconnect('c1');
    expect(world.told.at(-1)).toBe('ana Disconnect LinkClose');
  });
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

describe('a logout', () => {
  test('ends the session and tells it once', async () => {
    const { A2Key } = await world.logIn('ana', 'c1');
    world.units();
    expect(await world.logOut(A2Key, 'c1')).toMatchObject({ ErrorCode: 0 });
    expect(world.units()).toEqual({ read: 2, write: 2 });
    expect(await world.logOut(A2Key, 'c1')).toMatchObject({ ErrorCode: 0 });
    await world.disconnect('c1');
    expect(await instances('ana')).toEqual([]);
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
    expect(await instances('ana')).toEqual([]);
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
      expect(await instances('ana')).toEqual([]);
    }
  });
});

describe('a function that dies between any two calls of the table', () => {
  const steps = [1, 2, 3, 4, 5, 6, 7, 8];

  /** Does something that dies on the way, or does not get that far. */
  const dying = async (step: number, act: () => Promise<unknown>): Promise<void> => {
    world.dieAt = step;
    await act().catch(() => undefined);
    world.dieAt = 0;
  };

  test.each(steps)('at call %i of a login: the repeated login makes one session', async step => {
    await world.logIn('ana', 'c1');
    await dying(step, () => world.logIn('ana', 'c2'));
    const { InstId } = await world.logIn('ana', 'c2');
    expect(await instances('ana')).toEqual([InstId]);
    expect(await world.connections('ana')).toEqual(['c2']);
    expect(world.closed).toContain('c1');
  });

  test.each(steps)('at call %i of a reconnect: the repeated one finds the session', async step => {
    const { A2Key, InstId } = await world.logIn('ana', 'c1');
    await dying(step, () => world.reconnect(A2Key, 'c2'));
    expect(await world.reconnect(A2Key, 'c3')).toMatchObject({ InstId });
    expect(await world.connections('ana')).toEqual(['c3']);
  });

  test.each(steps)('at call %i of a disconnect: the record that stays makes up for it', async step => {
    await world.logIn('ana', 'c1');
    await dying(step, () => world.disconnect('c1'));
    world.now += 3 * 3_600_000;
    await world.expire('c1');
    expect(await world.connections('ana')).toEqual([]);
    expect(new Set(world.events.map(({ id }) => id)).size).toBe(2);
  });

  test.each(steps)('at call %i of a kick: the repeated kick leaves no login', async step => {
    await world.logIn('ana', 'c1');
    await dying(step, () => kick(world, world.app, 'ana' as UserId));
    await kick(world, world.app, 'ana' as UserId);
    expect(await instances('ana')).toEqual([]);
  });
});
