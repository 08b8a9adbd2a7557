import { saveApplication } from '../../lib/domain/application/application-store.ts';
import { openState } from '../../lib/domain/group-log/state.ts';
import { onlineAmong } from '../../lib/domain/roster/online-members.ts';
import { enterRoster, leaveRoster, rosterPage } from '../../lib/domain/roster/roster-store.ts';
import type { GroupId, SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import type { JoinedItem, MemberItem } from '../../lib/table/group-items.ts';
import type { GroupLife } from '../../lib/table/group-keys.ts';
import { keys } from '../../lib/table/keys.ts';
import { consumedBy } from '../support/consumed-units.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { SessionWorld } from '../support/session-world.ts';

const database = databaseOfTests();
let world: SessionWorld;
let life: GroupLife;
let applications = 1_420_000_000;
const ana = 'ana' as UserId;

const start = async (): Promise<void> => {
  applications += 1;
  world = new SessionWorld(database.table, applications as SdkAppId);
  const settings = { loginMode: 'multi', webInstances: 10 } as const;
  await saveApplication(database.table, { id: world.app, secretKeys: ['key'], admins: [], settings });
  life = { app: world.app, group: 'hikers' as GroupId, born: world.now };
  await database.table.put(openState(life, world.now));
};

beforeEach(start);

/** Membership, then the roster, as a join writes them. Past the table of the world, whose calls the tests count. */
const join = async (in_: GroupLife = life, shard = 0): Promise<void> => {
  const member: Partial<MemberItem> = { v: 1, account: ana, role: 'Member', flag: 'AcceptAndNotify', shard };
  const joined: Partial<JoinedItem> = { v: 1, group: in_.group, born: in_.born, type: 'Public', shard };
  await database.table.transact([
    { put: { item: { ...keys.member(in_, ana), ...member } } },
    { put: { item: { ...keys.joined(in_.app, ana, in_.group), ...joined } } },
  ]);
  await enterRoster({ table: database.table, clock: world.clock }, in_, shard, ana);
};

const leave = async (in_: GroupLife = life, shard = 0): Promise<void> => {
  await database.table.transact([
    { delete: { key: keys.member(in_, ana) } },
    { delete: { key: keys.joined(in_.app, ana, in_.group) } },
  ]);
  await leaveRoster({ table: database.table, clock: world.clock }, in_, shard, ana);
};

const roster = async (in_: GroupLife = life, shard = 0): Promise<readonly string[]> => {
  const { items } = await rosterPage({ table: database.table, clock: world.clock }, { life: in_, shard });
  return items.map(({ connection = 'away' }) => connection.replace(`${world.app} `, '')).sort();
};

describe('a roster', () => {
  test('holds the clients of who joins, logs in, and comes back', async () => {
    const { A2Key } = await world.logIn('ana', 'c1');
    await join();
    expect(await roster()).toEqual(['c1']);
    await world.logIn('ana', 'c2');
    expect(await roster()).toEqual(['c1', 'c2']);
    await world.reconnect(A2Key, 'c3');
    expect(await roster()).toEqual(['c2', 'c3']);
  });

  test('loses the clients of who leaves or logs out', async () => {
    const { A2Key } = await world.logIn('ana', 'c1');
    await world.logIn('ana', 'c2');
    await join();
    await world.logOut(A2Key, 'c1');
    expect(await roster()).toEqual(['c2']);
    await leave();
    expect(await roster()).toEqual([]);
  });

  test('holds each of many groups in its shard, and none that is not wanted', async () => {
    const others = Array.from({ length: 30 }, (_, i) => ({ ...life, group: `g${i}` as GroupId }));
    for (const other of others) await join(other, 3);
    const key = keys.joined(world.app, ana, 'g7' as GroupId);
    await database.table.update({
      key,
      set: 'SET #d = :t',
      names: { '#d': 'discard' },
      values: { ':t': true },
    });
    await world.logIn('ana', 'c1');
    const held = await Promise.all(others.map(other => roster(other, 3)));
    expect(held.flat()).toHaveLength(29);
    expect(held[7]).toEqual([]);
  });

  test('does not go back to an earlier connection when its writer comes late', async () => {
    await join();
    const { A2Key } = await world.logIn('ana', 'c1');
    // The second of three logins writes its entry after the third has written its own.
    world.between = async call => {
      if (call !== 4) return;
      world.between = undefined;
      await world.reconnect(A2Key, 'c3');
    };
    await world.reconnect(A2Key, 'c2');
    world.between = undefined;
    expect(await roster()).toEqual(['c3']);
  });
});

describe('members who are online', () => {
  const members = (flag: MemberItem['flag']) => [{ account: ana, shard: 0, flag }];
  const ports = () => ({ table: database.table, clock: world.clock });
  const online = async (flag: MemberItem['flag'], count: number) => [
    ...(await onlineAmong(ports(), life, members(flag), count)),
  ];
  /** By the roster; by sessions, because the group is large; by sessions, because it is in no roster. */
  const ways = [
    ['AcceptAndNotify', 1, 1.5],
    ['AcceptAndNotify', 100_000, 1],
    ['Discard', 1, 1],
  ] as const;

  test.each(ways)('are those who are connected: %s, one of %d', async (flag, count, units) => {
    await join();
    expect(await online(flag, count)).toEqual([]);
    await world.logIn('ana', 'c1');
    expect(await online(flag, count)).toEqual([ana]);
    const { read } = await consumedBy(() => online(flag, count));
    expect(read).toBe(units);
    await world.disconnect('c1');
    world.now += 60_000;
    // The entry in the roster stays until somebody posts to it.
    expect(await roster()).toEqual(['c1']);
    expect(await online(flag, count)).toEqual([]);
  });
});

/** Every place between two calls of the table in a login or reconnect. */
const places = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

describe('at the same moment, the one wholly before the n-th call of the other', () => {
  const during = async (call: number, act: () => Promise<unknown>, main: () => Promise<unknown>) => {
    let happened = false;
    world.between = async n => {
      if (n !== call) return;
      happened = true;
      await act();
    };
    await main();
    world.between = undefined;
    if (!happened) await act();
  };

  test.each(places)('a login and a join (%i): the client is in the roster', async call => {
    await during(
      call,
      () => join(),
      () => world.logIn('ana', 'c1'),
    );
    expect(await roster()).toEqual(['c1']);
  });

  test.each(places)('a login and a leave (%i): the client is not in the roster', async call => {
    await join();
    await during(
      call,
      () => leave(),
      () => world.logIn('ana', 'c1'),
    );
    expect(await roster()).toEqual([]);
  });

  test.each(places)(
    'a reconnect and a join (%i): the new connection is in the roster, and no other',
    async call => {
      const { A2Key } = await world.logIn('ana', 'c1');
      await during(
        call,
        () => join(),
        () => world.reconnect(A2Key, 'c2'),
      );
      expect(await roster()).toEqual(['c2']);
    },
  );

  test.each(places)('a reconnect and a leave (%i): the client is not in the roster', async call => {
    await join();
    const { A2Key } = await world.logIn('ana', 'c1');
    await during(
      call,
      () => leave(),
      () => world.reconnect(A2Key, 'c2'),
    );
    expect(await roster()).toEqual([]);
  });

  test.each(places)('a logout and a join (%i): the client is not in the roster', async call => {
    const { A2Key } = await world.logIn('ana', 'c1');
    await during(
      call,
      () => join(),
      () => world.logOut(A2Key, 'c1'),
    );
    expect(await roster()).toEqual([]);
  });
});

describe('side by side', () => {
  test('logins, joins and leaves end in what the membership says', async () => {
    for (let round = 0; round < 12; round += 1) {
      await start();
      const isIn = round % 2 === 0;
      if (!isIn) await join();
      await Promise.all([
        world.logIn('ana', 'c1'),
        isIn ? join() : leave(),
        world.logIn('ana', 'c2', { platform: 2 }),
      ]);
      expect(await roster()).toEqual(isIn ? ['c1', 'c2'] : []);
    }
  });
});

describe('a login that dies before any call', () => {
  test.each(places)('at call %i: the repeated login stands in the roster once', async step => {
    await join();
    world.dieAt = step;
    await world.logIn('ana', 'c1').catch(() => undefined);
    world.dieAt = 0;
    await world.logIn('ana', 'c1');
    expect(await roster()).toEqual(['c1']);
  });

  test.each(places)('a logout, at call %i: the repeated one leaves nothing behind', async step => {
    await join();
    const { A2Key } = await world.logIn('ana', 'c1');
    world.dieAt = step;
    await world.logOut(A2Key, 'c1').catch(() => undefined);
    world.dieAt = 0;
    await world.logOut(A2Key, 'c1');
    expect(await roster()).toEqual([]);
  });
});
