import { takeLease } from '../../lib/domain/fan-out/lease.ts';
import { tellAccounts, tellGroup } from '../../lib/domain/fan-out/ring.ts';
import { closeState } from '../../lib/domain/group-log/state.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import type { GroupLife } from '../../lib/table/group-keys.ts';
import { consumedBy } from '../support/consumed-units.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { FanOutWorld } from '../support/fan-out-world.ts';
import { dyingAt } from '../support/message-world.ts';

const database = databaseOfTests();
let world: FanOutWorld;
let life: GroupLife;

beforeEach(async () => {
  world = new FanOutWorld(database.table);
  await world.begin();
  life = await world.createGroup('hikers');
  for (const name of ['ana', 'ben', 'cho']) {
    await world.logIn(name, `${name}'s page`);
    await world.join(life, name);
  }
});

describe('a message of a group', () => {
  test('reaches every connected member at once, but for the connection that sent it', async () => {
    await world.say(life, 'ana', { from: "ana's page" as never });
    await world.work();
    expect([
      world.numbersOf("ana's page"),
      world.numbersOf("ben's page"),
      world.numbersOf("cho's page"),
    ]).toEqual([[], [1], [1]]);
    expect(world.jobs).toEqual([]);
  });

  test('reaches all devices of a member, and the sender on its others', async () => {
    await world.logIn('ben', "ben's phone");
    await world.join(life, 'ben');
    await world.logIn('ana', "ana's phone");
    await world.join(life, 'ana');
    await world.say(life, 'ana', { from: "ana's page" as never });
    await world.work();
    expect(world.numbersOf("ben's phone")).toEqual([1]);
    expect(world.numbersOf("ana's phone")).toEqual([1]);
  });

  test('that is directed reaches those it names and its sender', async () => {
    await world.say(life, 'ana', { to: ['cho' as UserId] });
    await world.work();
    expect([
      world.numbersOf("ana's page"),
      world.numbersOf("ben's page"),
      world.numbersOf("cho's page"),
    ]).toEqual([[1], [], [1]]);
  });

  test('that came while others were delivered goes with them, and each is delivered once', async () => {
    for (let i = 0; i < 5; i += 1) await world.say(life, 'ana');
    await world.work();
    expect(world.numbersOf("ben's page")).toEqual([1, 2, 3, 4, 5]);
    expect(world.frames.filter(({ connection }) => connection === "ben's page")).toHaveLength(1);
  });

  test('that was reserved and not written yet is passed, and delivered when it is written', async () => {
    const slow = dyingAt(database.table, 3);
    await expect(
      world.say.call(Object.assign(Object.create(world), { table: slow.table }), life, 'ana', { random: 77 }),
    ).rejects.toThrow('died');
    await world.say(life, 'ben');
    await world.work();
    expect(world.numbersOf("cho's page")).toEqual([2]);
    expect((await world.state(life)).holes).toEqual([1]);
    await world.say(life, 'ana', { random: 77 });
    await world.pass(3_000);
    expect(world.numbersOf("cho's page")).toEqual([2, 1]);
    // The repeat has left a number that nobody will ever write.
    expect((await world.state(life)).holes).toEqual([3]);
    expect(world.jobs).toEqual([]);
  });

  test('is not pushed when it was recalled before, brought from elsewhere or taken away', async () => {
    await world.say(life, 'ana', { silent: true } as never);
    await world.say(life, 'ben');
    await world.work();
    expect(world.numbersOf("cho's page")).toEqual([2]);
  });
});

describe('the cost', () => {
  test('of a flush to a few members: 3 read and 2 write units, whatever rings came with it', async () => {
    await world.say(life, 'ana');
    await world.work();
    await world.say(life, 'ana');
    const units = await consumedBy(() => world.work());
    expect(units).toMatchObject({ read: 3, write: 2 });
  });

  test('of a ring that comes late: 1 read unit', async () => {
    await world.say(life, 'ana');
    const [ring] = world.jobs;
    await world.work();
    if (ring) world.jobs.push(ring);
    expect(await consumedBy(() => world.work())).toMatchObject({ read: 1, write: 0 });
  });
});

describe('a window', () => {
  beforeEach(async () => {
    world = new FanOutWorld(database.table);
    await world.begin({ groupWindowSeconds: 2 });
    life = await world.createGroup('hikers');
    await world.logIn('ben', "ben's page");
    await world.join(life, 'ben');
  });

  test('begins with a delivery at once, and collects what comes after it into one frame', async () => {
    await world.say(life, 'ana');
    await world.work();
    expect(world.numbersOf("ben's page")).toEqual([1]);
    for (let i = 0; i < 4; i += 1) {
      await world.pass(250);
      await world.say(life, 'ana');
    }
    await world.work();
    expect(world.numbersOf("ben's page")).toEqual([1]);
    await world.pass(1_250);
    expect(world.numbersOf("ben's page")).toEqual([1, 2, 3, 4, 5]);
    expect(world.frames).toHaveLength(2);
  });

  test('makes no message wait longer than itself', async () => {
    for (let i = 0; i < 40; i += 1) {
      await world.say(life, 'ana');
      await world.pass(100, 100);
    }
    await world.pass(2_000);
    expect(world.numbersOf("ben's page")).toHaveLength(40);
    expect(world.frames.length).toBeLessThanOrEqual(4);
  });
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

describe('a roster of several shards', () => {
  test('is told by a job for each', async () => {
    await world.logIn('zoe', "zoe's page");
    await world.join(life, 'zoe', 'AcceptAndNotify', 2);
    expect((await world.state(life)).shards).toBe(3);
    await world.say(life, 'ana');
    await world.work();
    expect(world.numbersOf("zoe's page")).toEqual([1]);
    expect(world.numbersOf("ben's page")).toEqual([1]);
  });
});

describe('a flush that dies', () => {
  test('before any of its calls is made up for when its ring comes again', async () => {
    const died: number[] = [];
    for (let call = 1; call <= 8; call += 1) {
      await world.say(life, 'ana');
      const { seq } = { seq: (await world.state(life)).next - 1 };
      const dying = dyingAt(database.table, call);
      await world.work({ table: dying.table } as never);
      if (dying.died()) died.push(call);
      await world.pass(70_000, 10_000);
      expect(new Set(world.numbersOf("ben's page"))).toContain(seq);
      expect((await world.state(life)).flushed).toBe(seq);
    }
    expect(died).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('a number that was passed', () => {
  test('is delivered also when its ring meets a flush that is under way', async () => {
    const room = await world.createGroup('live', 'AVChatRoom');
    await world.join(room, 'ben');
    const slow = dyingAt(database.table, 3);
    const dying = world.say.call(
      Object.assign(Object.create(world), { table: slow.table }),
      room,
      'ana',
      { random: 77 },
      'room',
    );
    await expect(dying).rejects.toThrow('died');
    await world.say(room, 'ben', {}, 'room');
    await world.pass(5_000);
    expect((await world.state(room)).holes).toEqual([1]);
    const lease = await takeLease(database.table, room, 'somebody', world.now);
    expect(lease).toBeDefined();
    await world.say(room, 'ana', { random: 77 }, 'room');
    await world.work();
    expect(world.numbersOf("ben's page")).toEqual([2]);
    await world.pass(15_000);
    expect(world.numbersOf("ben's page")).toEqual([2, 1]);
  });
});

describe('what is too large for one job', () => {
  test('goes in several, and arrives whole', async () => {
    await world.logIn('zoe', "zoe's page");
    await world.join(life, 'zoe', 'AcceptAndNotify', 2);
    const text = 'x'.repeat(11_000);
    const body = JSON.stringify([{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }]);
    world.hanging.add("ben's page");
    for (let i = 0; i < 40; i += 1) await world.say(life, 'ana', { body });
    await world.work();
    expect(world.numbersOf("zoe's page")).toHaveLength(40);
    world.hanging.clear();
    await world.pass(2_000);
    expect(new Set(world.numbersOf("ben's page")).size).toBe(40);
    expect(Math.max(...world.sizes)).toBeLessThan(900_000);
    const frames = world.frames.map(frame => Buffer.byteLength(JSON.stringify(frame.events)));
    expect(Math.max(...frames)).toBeLessThan(120_000);
  });
});

describe('whatever dies, at any of its calls', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'call %i: every shard gets the message, the gone connection goes',
    async call => {
      await world.logIn('zoe', "zoe's page");
      await world.join(life, 'zoe', 'AcceptAndNotify', 2);
      world.gone.add("cho's page");
      await world.say(life, 'ana');
      await world.work({ table: dyingAt(database.table, call).table } as never);
      await world.pass(140_000, 10_000);
      for (const name of ['ana', 'ben', 'zoe']) expect(world.numbersOf(`${name}'s page`)).toContain(1);
      expect(world.jobs).toEqual([]);
      expect((await world.state(life)).flushed).toBe(1);
      world.gone.clear();
      await world.say(life, 'ana');
      await world.work();
      expect(world.numbersOf("cho's page")).toEqual([]);
    },
  );

  test('a queue that takes no job fails the flush, which comes again', async () => {
    await world.logIn('zoe', "zoe's page");
    await world.join(life, 'zoe', 'AcceptAndNotify', 2);
    await world.say(life, 'ana');
    const queue = {
      send: async () => {
        throw new Error('no queue');
      },
    };
    await world.work({ queue } as never);
    expect(world.numbersOf("zoe's page")).toEqual([]);
    await world.pass(70_000, 10_000);
    expect(world.numbersOf("zoe's page")).toContain(1);
  });
});

describe('what has no number', () => {
  const event = { Event: 6, GroupTips: [] } as const;
  const tipsAt = (connection: string) =>
    world.frames.filter(frame => frame.connection === connection && frame.events.some(one => one.Event === 6))
      .length;

  test('is told to everyone, to those named, or to everyone else', async () => {
    await tellGroup(world, life, [event]);
    await world.work();
    expect([tipsAt("ana's page"), tipsAt("ben's page"), tipsAt("cho's page")]).toEqual([1, 1, 1]);
    await tellGroup(world, life, [event], { to: ['ben' as UserId] });
    await world.work();
    expect([tipsAt("ana's page"), tipsAt("ben's page"), tipsAt("cho's page")]).toEqual([1, 2, 1]);
    await tellGroup(world, life, [event], { except: ['ben' as UserId] });
    await world.work();
    expect([tipsAt("ana's page"), tipsAt("ben's page"), tipsAt("cho's page")]).toEqual([2, 2, 2]);
  });

  test('is told to all shards of a group that was dissolved meanwhile', async () => {
    await world.logIn('zoe', "zoe's page");
    await world.join(life, 'zoe', 'AcceptAndNotify', 2);
    const { shards } = await world.state(life);
    await closeState(database.table, life);
    await tellGroup(world, life, [event], { shards });
    await world.work();
    expect([tipsAt("ben's page"), tipsAt("zoe's page")]).toEqual([1, 1]);
  });

  test('is told to many accounts through the queue, at once to a few', async () => {
    await tellAccounts(world, world.app, ['ana', 'ben'] as UserId[], [event]);
    expect([tipsAt("ana's page"), tipsAt("ben's page")]).toEqual([1, 1]);
    const many = Array.from({ length: 250 }, (_, i) => `nobody${i}` as UserId);
    await tellAccounts(world, world.app, [...many, 'cho' as UserId], [event]);
    expect(world.jobs).toHaveLength(3);
    await world.work();
    expect(tipsAt("cho's page")).toBe(1);
  });
});
