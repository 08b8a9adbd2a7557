import { kick } from '../../lib/domain/session/kick.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { SessionWorld } from '../support/session-world.ts';

const database = databaseOfTests();
let world: SessionWorld;

beforeEach(async () => {
  world = new SessionWorld(database.table);
  await world.begin();
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
    expect(await world.instances('ana')).toEqual([InstId]);
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
    expect(await world.instances('ana')).toEqual([]);
  });
});
