import {
  admissions,
  choose,
  creditAt,
  type Level,
  type Pace,
  paceFor,
  restAfter,
  type Waiting,
} from '../../lib/domain/fan-out/window.ts';

const pace: Pace = { perSecond: 40, windowMs: 0 };
const start = 1_800_000_000_000;
const waitingAt = (count: number, priority: Level, first = 1): Waiting[] =>
  Array.from({ length: count }, (_, i) => ({ seq: first + i, random: i * 7919, priority }));

/** Offers messages in simulated time and flushes as the fan-out does. */
const simulate = (
  pace: Pace,
  perSecond: Readonly<Record<Level, number>>,
  seconds: number,
  lateMs: () => number,
) => {
  const passed: Record<Level, number> = { 1: 0, 2: 0, 3: 0, 4: 0 };
  const offered: Record<Level, number> = { 1: 0, 2: 0, 3: 0, 4: 0 };
  let unfair = 0;
  let queue: (Waiting & { at: number })[] = [];
  let credit: { credit?: number; flushedAt: number } = { flushedAt: start };
  let due = 0;
  let seq = 0;
  let lastSecond = 0;
  for (let ms = 0; ms <= seconds * 1000 + 3_000; ms += 1) {
    const now = start + ms;
    for (const level of [1, 2, 3, 4] as const) {
      if (ms >= seconds * 1000 || perSecond[level] === 0 || ms % (1000 / perSecond[level]) !== level)
        continue;
      seq += 1;
      offered[level] += 1;
      queue.push({ seq, random: seq * 31, priority: level, at: now });
    }
    if (now < due || queue.length === 0) continue;
    const choice = choose(queue, creditAt(credit, queue[0]?.at ?? now, now, pace), pace);
    for (const { priority } of choice.passing) passed[priority] += 1;
    const best = Math.min(...choice.dropped.map(({ priority }) => priority));
    if (best === 1 && choice.passing.some(({ priority }) => priority > 1)) unfair += 1;
    credit = { credit: choice.credit, flushedAt: now };
    lastSecond = ms / 1000;
    due = now + restAfter(choice, pace) + lateMs();
    queue = [];
  }
  return { passed, offered, unfair, lastSecond };
};

test('a burst of a second passes whole after a rest, whatever its priority', () => {
  const credit = creditAt({ flushedAt: 0 }, start, start, pace);
  for (const priority of [1, 2, 3, 4] as const) {
    expect(choose(waitingAt(40, priority), credit, pace).dropped).toEqual([]);
  }
  expect(choose(waitingAt(41, 2), credit, pace).dropped).toHaveLength(1);
});

test('higher priorities pass first, and chance decides inside of one', () => {
  const all = [...waitingAt(30, 3, 100), ...waitingAt(30, 1, 200), ...waitingAt(30, 2, 300)];
  const { passing, dropped } = choose(all, 48, pace);
  const count = (messages: readonly Waiting[], level: Level) =>
    messages.filter(({ priority }) => priority === level).length;
  expect([count(passing, 1), count(passing, 2), count(passing, 3)]).toEqual([30, 10, 0]);
  expect(count(dropped, 2)).toBe(20);
  const kept = passing.filter(({ priority }) => priority === 2).map(({ seq }) => seq);
  expect(kept).not.toEqual(waitingAt(10, 2, 300).map(({ seq }) => seq));
  expect(kept).toEqual([...kept].sort((one, other) => one - other));
});

test('the same messages are chosen again by whoever repeats the choice', () => {
  const all = [...waitingAt(50, 2), ...waitingAt(50, 3, 100)];
  expect(choose([...all].reverse(), 48, pace).passing).toEqual(choose(all, 48, pace).passing);
});

test('what is exempt passes and costs nothing', () => {
  const tips = waitingAt(100, 1).map(tip => ({ ...tip, exempt: true }));
  const { passing, credit } = choose([...tips, ...waitingAt(40, 4, 500)], 48, pace);
  expect(passing).toHaveLength(140);
  expect(credit).toBe(8);
});

test('a group within its rate does not rest; one at its limit collects for a second', () => {
  expect(restAfter(choose(waitingAt(3, 2), 48, pace), pace)).toBe(0);
  expect(restAfter(choose(waitingAt(45, 2), 48, pace), pace)).toBe(1000);
  expect(restAfter(choose(waitingAt(45, 2), 48, pace), { ...pace, windowMs: 5000 })).toBe(5000);
});

test('at the door, what cannot pass any more is refused; High only when High alone fills the window', () => {
  const [high, normal, low, lowest] = admissions(8, 1000, pace);
  expect(high).toBe(68);
  expect([normal, low, lowest]).toEqual([60, 60, 60]);
});

test.each([
  [0, 0],
  [0, 400],
  [1000, 0],
  [1000, 700],
  [3000, 900],
])(
  'offered 40 a second of each priority with a window of %i ms and flushes up to %i ms late: no High is lost',
  (windowMs, late) => {
    const own: Pace = { perSecond: 40, windowMs };
    let turn = 0;
    const { passed, offered, unfair, lastSecond } = simulate(own, { 1: 40, 2: 40, 3: 40, 4: 40 }, 30, () => {
      turn += 1;
      return (turn * 137) % (late + 1);
    });
    expect(passed[1] / offered[1]).toBeGreaterThanOrEqual(0.9999);
    expect(unfair).toBe(0);
    const total = passed[1] + passed[2] + passed[3] + passed[4];
    // What may be saved from a rest before is one window.
    expect(total).toBeLessThanOrEqual(40 * lastSecond + 40 * Math.max(1, windowMs / 1000));
    expect(total).toBeGreaterThan(40 * 29);
  },
);

test('a group that keeps to 40 a second loses nothing, of any priority', () => {
  for (const level of [1, 2, 3, 4] as const) {
    const rates = { 1: 0, 2: 0, 3: 0, 4: 0, [level]: 40 };
    const { passed, offered } = simulate({ perSecond: 40, windowMs: 1000 }, rates, 20, () => 200);
    expect(passed[level]).toBe(offered[level]);
  }
});

describe('the pace of a large audience', () => {
  const configured: Pace = { perSecond: 40, windowMs: 1000 };

  test('is the configured one while every client can have a frame in each window', () => {
    expect(paceFor(configured, 0, 10_000)).toEqual(configured);
    expect(paceFor(configured, 8_000, 10_000)).toEqual(configured);
    expect(paceFor({ perSecond: 40, windowMs: 0 }, 7_000, 10_000)).toEqual({ perSecond: 40, windowMs: 0 });
  });

  test('never asks for more posts than are granted, nor for a second frame', () => {
    for (const clients of [12_345, 50_000, 1_000_000]) {
      const { windowMs, perSecond } = paceFor(configured, clients, 10_000);
      expect((clients * 1000) / windowMs).toBeLessThanOrEqual(8_000);
      expect((perSecond * windowMs) / 1000).toBeLessThanOrEqual(96);
    }
  });
});
