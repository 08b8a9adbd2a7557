import { createAccount } from '../../lib/domain/account/account-store.ts';
import { saveApplication } from '../../lib/domain/application/application-store.ts';
import { kick } from '../../lib/domain/session/kick.ts';
import { Pace } from '../../lib/domain/status/pace.ts';
import { tellWatchers } from '../../lib/domain/status/tell-watchers.ts';
import type { SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import type { Ended } from '../../lib/protocol/state-change.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { SessionWorld } from '../support/session-world.ts';

const database = databaseOfTests();
let applications = 1401000000;
let world: SessionWorld;

const start = async (userStatus = true): Promise<void> => {
  applications += 1;
  world = new SessionWorld(database.table, applications as SdkAppId);
  const application = { id: world.app, secretKeys: ['key'], admins: [], settings: { userStatus } };
  await saveApplication(database.table, application);
};

beforeEach(() => start());

/** What each event asks for: in how many seconds to look, or nothing. */
const looks = () => world.events.map(({ detail }) => detail.StatusIn);
/** What a look at the n-th event from the end is about. */
const endOf = (back = 1) => world.events.at(-back)?.detail.Ended;
const tell = (account: string, ended?: Ended) => tellWatchers(world, world.app, account as UserId, ended);
const status = (account: string, number: number, custom = '') => ({
  To_Account: account,
  Status: number,
  CustomStatus: Buffer.from(custom).toString('base64'),
});

/** Ben subscribes on `b1` to accounts that ana's login has made. */
const benWatchesAna = async (): Promise<string> => {
  await world.logIn('ana', 'a1');
  const { A2Key } = await world.logIn('ben', 'b1');
  expect(await world.subscribe(A2Key, 'b1', ['ana'])).toMatchObject({ ErrorCode: 0 });
  world.events.length = 0;
  return A2Key;
};

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
    expect(looks()).toEqual([undefined, undefined, undefined, undefined, undefined, undefined]);
  });
});

describe('a watched account', () => {
  test('has its status looked at when it logs in, leaves, comes back and logs out', async () => {
    await benWatchesAna();
    await world.disconnect('a1', { code: 1001 });
    const { A2Key } = await world.logIn('ana', 'a2');
    await world.disconnect('a2');
    await world.reconnect(A2Key, 'a3');
    await world.logOut(A2Key, 'a3');
    expect(looks()).toEqual([0, 0, 60, 0, 0]);
  });

  test('is looked at when it falls silent and when it is kicked', async () => {
    await benWatchesAna();
    await world.logIn('ana', 'a2', { platform: 2 });
    world.now += 3 * 3_600_000;
    await world.expire('a1');
    await kick(world, world.app, 'ana' as UserId);
    expect(looks()).toEqual([0, 0, 0, 0]);
  });

  test('has every client told once, and again only when it changes', async () => {
    await benWatchesAna();
    await tell('ana');
    await tell('ana');
    expect(world.statuses).toEqual([['b1', status('ana', 1)]]);
    await world.disconnect('a1', { code: 1001 });
    await tell('ana');
    expect(world.statuses.at(-1)).toEqual(['b1', status('ana', 2)]);
  });

  test('that comes back within 60 s was never offline for those who watch', async () => {
    await benWatchesAna();
    await tell('ana');
    const { A2Key } = await world.logIn('ana', 'a2', { platform: 2 });
    await world.logOut((await world.logIn('ana', 'a9', { platform: 7 })).A2Key, 'a9');
    await world.disconnect('a2');
    await world.reconnect(A2Key, 'a3');
    world.now += 61_000;
    await tell('ana');
    expect(world.statuses).toEqual([['b1', status('ana', 1)]]);
  });

  test('is told as offline 60 s after its connection was lost', async () => {
    await benWatchesAna();
    await tell('ana');
    await world.disconnect('a1');
    await tell('ana');
    world.now += 61_000;
    await tell('ana');
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
      expect([dieAt, looks()]).toEqual([dieAt, [60, 0]]);
    }
  });
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
    const ben = await benWatchesAna();
    await world.logIn('ben', 'b2', { platform: 2 });
    await world.disconnect('a1', { code: 1001 });
    await tell('ana');
    expect(world.statuses).toEqual([['b1', status('ana', 2)]]);
    await world.logOut(ben, 'b1');
    await world.logIn('ben', 'b3');
    await world.logIn('ana', 'a2');
    await tell('ana');
    expect(world.statuses).toHaveLength(1);
  });

  test('survives a reconnect of the client', async () => {
    const ben = await benWatchesAna();
    await world.reconnect(ben, 'b2');
    await world.disconnect('a1', { code: 1001 });
    await tell('ana');
    expect(world.statuses).toEqual([['b2', status('ana', 2)]]);
  });

  test('ends with all others at once for 1 write unit, and may begin anew', async () => {
    const ben = await benWatchesAna();
    world.units();
    await world.request('ws_status_unsubscribe', ben, 'b1', { UnsubscribeAll: 1 });
    expect(world.units()).toEqual({ read: 0, write: 1 });
    await tell('ana');
    expect(world.statuses).toEqual([]);
    await world.subscribe(ben, 'b1', ['ana']);
    await world.disconnect('a1', { code: 1001 });
    await tell('ana');
    expect(world.statuses).toHaveLength(1);
  });

  test('ends after 7 days', async () => {
    const ben = await benWatchesAna();
    world.now += 6 * 86_400_000;
    const { A2Key } = await world.reconnect(ben, 'b2');
    expect(A2Key).toBeDefined();
    world.now += 86_401_000;
    await tell('ana');
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
    await tell('ana');
    // Watchers, the account, and the sessions of both; what they were told.
    expect(world.units()).toEqual({ read: 4, write: 1 });
  });
});

test('what is told last is true, however looks and changes interleave', async () => {
  for (let at = 1; at <= 4; at += 1) {
    await start();
    await benWatchesAna();
    world.between = async call => {
      if (call !== at) return;
      world.between = undefined;
      await world.disconnect('a1', { code: 1001 });
      await tell('ana');
    };
    await tell('ana');
    expect([at, world.statuses.at(-1)]).toEqual([at, ['b1', status('ana', 2)]]);
  }
});

describe('an end that is announced and not written yet', () => {
  /** Does something, with a look at the moment between the announcement and the write. */
  const lookedAtBefore = async (end: () => Promise<unknown>): Promise<void> => {
    const { length } = world.events;
    world.between = async () => {
      if (world.events.length === length) return;
      world.between = undefined;
      for (const { detail } of world.events.slice(length)) await tell('ana', detail.Ended);
    };
    await end();
  };

  test('counts as written for who looks, and nothing is told twice', async () => {
    const { A2Key } = await world.logIn('ana', 'a1');
    const { A2Key: ben } = await world.logIn('ben', 'b1');
    await world.subscribe(ben, 'b1', ['ana']);
    await tell('ana');
    await lookedAtBefore(() => world.logOut(A2Key, 'a1'));
    await tell('ana', endOf());
    await tell('ana');
    expect(world.statuses).toEqual([
      ['b1', status('ana', 1)],
      ['b1', status('ana', 3)],
    ]);
  });

  test('of a connection makes its client offline at once', async () => {
    await benWatchesAna();
    await tell('ana');
    await lookedAtBefore(() => world.disconnect('a1', { code: 1001 }));
    expect(world.statuses.at(-1)).toEqual(['b1', status('ana', 2)]);
  });

  test('of every client at once is told, whoever looks first', async () => {
    await world.logIn('ana', 'a1');
    await world.logIn('ana', 'a2', { platform: 2 });
    const { A2Key: ben } = await world.logIn('ben', 'b1');
    await world.subscribe(ben, 'b1', ['ana']);
    await tell('ana');
    await lookedAtBefore(() => kick(world, world.app, 'ana' as UserId));
    expect(world.statuses.at(-1)).toEqual(['b1', status('ana', 3)]);
  });

  test('says nothing of a client that has logged in or come back meanwhile', async () => {
    await benWatchesAna();
    await tell('ana');
    const { A2Key } = await world.logIn('ana', 'a2', { platform: 2 });
    await world.disconnect('a2', { code: 1001 });
    const left = endOf();
    const { A2Key: web } = await world.logIn('ana', 'a3');
    await world.logOut(web, 'a3');
    const loggedOut = endOf();
    await world.reconnect(A2Key, 'a4');
    await world.logIn('ana', 'a3');
    await tell('ana', loggedOut);
    await tell('ana', left);
    expect(world.statuses).toEqual([['b1', status('ana', 1)]]);
  });

  test('costs no more to look at than any other change once it is written', async () => {
    await benWatchesAna();
    await world.logIn('ana', 'a2', { platform: 2 });
    await tell('ana');
    await world.disconnect('a2');
    world.units();
    await tell('ana', endOf());
    expect(world.units()).toEqual({ read: 2, write: 0 });
  });
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
