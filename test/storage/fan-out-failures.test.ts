import { takeLease } from '../../lib/domain/fan-out/lease.ts';
import type { GroupLife } from '../../lib/table/group-keys.ts';
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
