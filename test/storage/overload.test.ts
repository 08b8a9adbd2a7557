import type { Level } from '../../lib/domain/fan-out/window.ts';
import type { GroupLife } from '../../lib/table/group-keys.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { FanOutWorld } from '../support/fan-out-world.ts';

const levels = [1, 2, 3, 4] as const;
const perSecond = 40;

const database = databaseOfTests();

/** What was stored at which priority, by number, and in which frame each arrived. */
const offer = async (world: FanOutWorld, life: GroupLife, kind: 'group' | 'room', seconds: number) => {
  const stored = new Map<number, Level>();
  const offered: Record<Level, number> = { 1: 0, 2: 0, 3: 0, 4: 0 };
  const stepMs = 1000 / perSecond;
  for (let step = 0; step < seconds * perSecond; step += 1) {
    const messages = levels.map(async priority => {
      offered[priority] += 1;
      const { message } = await world.say(life, 'ana', { priority }, kind);
      if (message) stored.set(message.seq, priority);
    });
    await Promise.all(messages);
    world.now += stepMs;
    await world.work();
  }
  await world.pass(3_000);
  return { stored, offered };
};

describe('a group that is offered 40 messages a second of each priority', () => {
  test.each([
    ['group', 10],
    ['room', 30],
  ] as const)(
    'as a %s, for %d s, delivers what is High, and 40 a second in all',
    async (kind, seconds) => {
      const world = new FanOutWorld(database.table);
      await world.begin();
      const life = await world.createGroup(`busy ${kind}`, kind === 'room' ? 'AVChatRoom' : 'Public');
      await world.logIn('ben', "ben's page");
      await world.join(life, 'ben');
      const began = world.now;
      const { stored, offered } = await offer(world, life, kind, seconds);
      const arrived = new Set(world.numbersOf("ben's page"));
      const count = (level: Level) => [...arrived].filter(seq => stored.get(seq) === level).length;
      expect(count(1) / offered[1]).toBeGreaterThanOrEqual(0.9999);
      const elapsed = (world.now - began) / 1000;
      expect(arrived.size).toBeLessThanOrEqual(perSecond * elapsed + perSecond);
      expect(arrived.size).toBeGreaterThan(perSecond * (seconds - 1));
      const state = await world.state(life);
      expect(state.dropped1).toBe(0);
      const dropped = state.dropped2 + state.dropped3 + state.dropped4;
      expect(dropped + arrived.size).toBe(4 * perSecond * seconds);
      // Frames are windows: a busy group is one frame a second, not one for each message.
      expect(world.frames.length).toBeLessThanOrEqual(seconds * 2);
    },
    600_000,
  );
});
