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

describe('an end that is announced and not written yet', () => {
  /** Does something, with a look at the moment between the announcement and the write. */
  const lookedAtBefore = async (end: () => Promise<unknown>): Promise<void> => {
    const { length } = world.events;
    world.between = async () => {
      if (world.events.length === length) return;
      world.between = undefined;
      for (const { detail } of world.events.slice(length)) await world.tell('ana', detail.Ended);
    };
    await end();
  };

  test('counts as written for who looks, and nothing is told twice', async () => {
    const { A2Key } = await world.logIn('ana', 'a1');
    const { A2Key: ben } = await world.logIn('ben', 'b1');
    await world.subscribe(ben, 'b1', ['ana']);
    await world.tell('ana');
    await lookedAtBefore(() => world.logOut(A2Key, 'a1'));
    await world.tell('ana', world.endOf());
    await world.tell('ana');
    expect(world.statuses).toEqual([
      ['b1', status('ana', 1)],
      ['b1', status('ana', 3)],
    ]);
  });

  test('of a connection makes its client offline at once', async () => {
    await world.benWatchesAna();
    await world.tell('ana');
    await lookedAtBefore(() => world.disconnect('a1', { code: 1001 }));
    expect(world.statuses.at(-1)).toEqual(['b1', status('ana', 2)]);
  });

  test('of every client at once is told, whoever looks first', async () => {
    await world.logIn('ana', 'a1');
    await world.logIn('ana', 'a2', { platform: 2 });
    const { A2Key: ben } = await world.logIn('ben', 'b1');
    await world.subscribe(ben, 'b1', ['ana']);
    await world.tell('ana');
    await lookedAtBefore(() => kick(world, world.app, 'ana' as UserId));
    expect(world.statuses.at(-1)).toEqual(['b1', status('ana', 3)]);
  });

  test('says nothing of a client that has logged in or come back meanwhile', async () => {
    await world.benWatchesAna();
    await world.tell('ana');
    const { A2Key } = await world.logIn('ana', 'a2', { platform: 2 });
    await world.disconnect('a2', { code: 1001 });
    const left = world.endOf();
    const { A2Key: web } = await world.logIn('ana', 'a3');
    await world.logOut(web, 'a3');
    const loggedOut = world.endOf();
    await world.reconnect(A2Key, 'a4');
    await world.logIn('ana', 'a3');
    await world.tell('ana', loggedOut);
    await world.tell('ana', left);
    expect(world.statuses).toEqual([['b1', status('ana', 1)]]);
  });

  test('costs no more to look at than any other change once it is written', async () => {
    await world.benWatchesAna();
    await world.logIn('ana', 'a2', { platform: 2 });
    await world.tell('ana');
    await world.disconnect('a2');
    world.units();
    await world.tell('ana', world.endOf());
    expect(world.units()).toEqual({ read: 2, write: 0 });
  });
});
