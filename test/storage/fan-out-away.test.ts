import type { GroupLife } from '../../lib/table/group-keys.ts';
import { consumedBy } from '../support/consumed-units.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { FanOutWorld } from '../support/fan-out-world.ts';

const database = databaseOfTests();
let world: FanOutWorld;
let life: GroupLife;

beforeEach(async () => {
  world = new FanOutWorld(database.table);
  await world.begin();
  life = await world.createHikers();
});

describe('clients that are not there', () => {
  test('lose their entry when a post finds their connection gone; others do not notice', async () => {
    world.gone.add("ben's page");
    await world.say(life, 'ana');
    await world.work();
    expect(world.numbersOf("cho's page")).toEqual([1]);
    const second = await consumedBy(async () => {
      await world.say(life, 'ana');
      await world.work();
    });
    expect(second.write).toBe(3 + 2);
    expect(world.jobs).toEqual([]);
  });

  test('that have come back on another connection are found there', async () => {
    const session = await world.logIn('dan', "dan's old page");
    await world.join(life, 'dan');
    world.gone.add("dan's old page");
    await database.table.put({
      item: { ...session, ...{ connection: "dan's new page", leaseUntil: world.now + 400_001 } },
    });
    await world.say(life, 'ana');
    await world.work();
    await world.pass(1_000);
    expect(world.numbersOf("dan's new page")).toEqual([1]);
  });

  test('that hang or fail hold up nobody, and get it later from a job of their own', async () => {
    world.hanging.add("ben's page");
    world.failing.add("cho's page");
    await world.say(life, 'ana');
    await world.work();
    expect(world.numbersOf("ana's page")).toEqual([1]);
    expect((await world.state(life)).flushed).toBe(1);
    world.hanging.clear();
    world.failing.clear();
    await world.pass(1_000);
    expect(world.numbersOf("ben's page")).toEqual([1]);
    expect(world.numbersOf("cho's page")).toEqual([1]);
  });

  test('that never answer are given up in the end', async () => {
    world.hanging.add("ben's page");
    await world.say(life, 'ana');
    await world.pass(20_000);
    expect(world.jobs).toEqual([]);
    expect(world.logged.map(({ message }) => message)).toContain(
      'clients were given up; they find what they missed on sync',
    );
  });
});

describe('a push to who is away', () => {
  const device = { token: 'token', certificate: 1, brand: 2, reportedAt: 1_800_000_000_000 };
  const awayPhone = async (account: string, flag: Parameters<FanOutWorld['join']>[2]) => {
    const { connection, ...session } = await world.logIn(account, `${account}'s phone`);
    await database.table.put({ item: { ...session, ...{ device, leaseUntil: world.now } } });
    await world.join(life, account, flag);
  };
  const receivers = () =>
    world.events.flatMap(({ detail }) =>
      (detail.Receivers as { To_Account: string }[]).map(({ To_Account }) => To_Account),
    );

  test('is asked for once for each message, with all who want it', async () => {
    for (const name of ['dan', 'eli']) await awayPhone(name, 'AcceptAndNotify');
    await awayPhone('fay', 'AcceptNotNotify');
    await awayPhone('gus', 'AcceptNotNotifyExceptAt');
    await world.say(life, 'ana');
    await world.work();
    expect(world.events.map(({ type }) => type)).toEqual(['Push.OfflineGroupMessage']);
    expect(receivers().sort()).toEqual(['dan', 'eli']);
    expect(world.events[0]?.detail).toMatchObject({
      GroupId: 'hikers',
      From_Account: 'ana',
      MsgSeq: 1,
      MsgBody: [{ MsgType: 'TIMTextElem' }],
      Receivers: [{ Devices: [{ Token: 'token' }] }, { Devices: [{ Token: 'token' }] }],
    });
  });

  test('reaches who wants it only when named, when named', async () => {
    await awayPhone('gus', 'AcceptNotNotifyExceptAt');
    await world.say(life, 'ana', { at: JSON.stringify([{ GroupAtAllFlag: 0, GroupAt_Account: 'gus' }]) });
    await world.say(life, 'ana', { at: JSON.stringify([{ GroupAtAllFlag: 1 }]) });
    await world.say(life, 'ana', { at: JSON.stringify([{ GroupAtAllFlag: 0, GroupAt_Account: 'ben' }]) });
    await world.work();
    expect(world.events.map(({ detail }) => detail.MsgSeq)).toEqual([1, 2]);
  });

  test('is asked for when a post finds out that a phone is gone', async () => {
    const session = await world.logIn('dan', "dan's phone");
    await database.table.put({ item: { ...session, ...{ device } } });
    await world.join(life, 'dan');
    world.gone.add("dan's phone");
    await world.say(life, 'ana');
    await world.work();
    expect(receivers()).toEqual(['dan']);
    await world.say(life, 'ana');
    await world.work();
    expect(receivers()).toEqual(['dan', 'dan']);
  });

  test('is not asked for a sender, a tip, PushFlag 1, or a client that has logged out', async () => {
    await awayPhone('dan', 'AcceptAndNotify');
    await world.say(life, 'dan');
    await world.say(life, 'ana', { tip: true, body: '{}' });
    await world.say(life, 'ana', { offlinePush: '{"PushFlag":1}' });
    await world.work();
    expect(world.events).toEqual([]);
  });
});
