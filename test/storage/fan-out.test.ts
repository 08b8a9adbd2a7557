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
  life = await world.createHikers();
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
