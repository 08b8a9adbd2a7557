import { kick } from '../../lib/domain/session/kick.ts';
import { leaseMilliseconds, sessionSeconds } from '../../lib/domain/session/lease.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { SessionWorld } from '../support/session-world.ts';

const database = databaseOfTests();
let world: SessionWorld;

beforeEach(async () => {
  world = new SessionWorld(database.table);
  await world.begin();
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
    expect(await world.instances('ana')).toEqual([InstId]);
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
