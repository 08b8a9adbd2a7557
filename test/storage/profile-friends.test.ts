import { tellProfile } from '../../lib/domain/profile/tell-profile.ts';
import type { DeliveryPorts } from '../../lib/domain/session/deliver.ts';
import type { ConnectionId, InstanceId, UserId } from '../../lib/protocol/ids.ts';
import type { SessionItem } from '../../lib/table/items.ts';
import { keys } from '../../lib/table/keys.ts';
import { consumedBy } from '../support/consumed-units.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { account, add, single, unfriend } from '../support/friend-world.ts';
import { app, start } from '../support/message-world.ts';

const database = databaseOfTests();

/** An account with one client, which is connected on a connection of the same name. */
const online = async (name: string): Promise<UserId> => {
  const id = await account(database.table, name);
  const session: SessionItem = {
    ...keys.session(app, id, 1 as InstanceId),
    v: 1,
    instance: 1 as InstanceId,
    platform: 7,
    loggedInAt: start * 1000,
    connection: id as string as ConnectionId,
    leaseUntil: (start + 100) * 1000,
  };
  await database.table.put({ item: session });
  return id;
};

/** Tells of a new nick. @returns who heard of it */
const tells = async (whose: UserId): Promise<readonly string[]> => {
  const heard: string[] = [];
  const ports: DeliveryPorts = {
    table: database.table,
    clock: { now: () => start * 1000, until: async () => undefined },
    log: { info: () => undefined, error: () => undefined },
    sockets: {
      post: async (connection, frame) => {
        expect(JSON.parse(frame).body.EventArray).toMatchObject([
          { ProfileDataMod: [{ Profile_Account: whose, ProfileList: [{ ValueBytes: 'Ann' }] }] },
        ]);
        heard.push(connection);
        return 'delivered';
      },
      close: async () => undefined,
    },
  };
  await tellProfile(ports, app, whose, [['Tag_Profile_IM_Nick', 'Ann']]);
  return heard.sort();
};

describe('a changed profile', () => {
  it('is told to whoever has the account as a friend and is connected', async () => {
    const { table } = database;
    const me = await online('me');
    const [friend, admirer, stranger] = [
      await online('friend'),
      await online('admirer'),
      await online('stranger'),
    ];
    const away = await account(table, 'away');
    await add(table, me, friend);
    await add(table, me, away);
    await add(table, admirer, me, single);
    expect(await tells(me)).toEqual([admirer, friend].sort());
    expect(await tells(stranger)).toEqual([]);
  });

  it('is told to nobody who is a friend no longer', async () => {
    const { table } = database;
    const [me, friend] = [await online('me'), await online('friend')];
    await add(table, me, friend);
    await unfriend(table, me, friend, true);
    expect(await tells(me)).toEqual([]);
  });

  it('costs a read unit for each friend, and half a unit for the lists', async () => {
    const { table } = database;
    const me = await online('me');
    for (const name of ['one', 'two', 'three']) await add(table, me, await online(name));
    const units = await consumedBy(() => tells(me));
    expect(units).toMatchObject({ write: 0, calls: 2 + 3 });
    expect(units.read).toBeLessThanOrEqual(3 + 1);
  });
});
