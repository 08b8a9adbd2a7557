import * as fc from 'fast-check';
import { isRungFor, livelyAfter, type Pace, type Rest, waitOf } from '../../lib/domain/fan-out/window.ts';
import { holds } from '../support/property.ts';

const start = 1_800_000_000_000;
/** What a queue takes to hand over a ring, in milliseconds. */
const latency = 50;

interface Frame {
  readonly at: number;
  /** When its messages were written. */
  readonly written: readonly number[];
}

/**
 * Lets a group be told of messages in simulated time: each rings, a ring comes when its wait and the queue are over, and whoever comes
 * first takes up all there is. All in milliseconds.
 */
const framesOf = (pace: Pace, times: readonly number[]): readonly Frame[] => {
  const frames: Frame[] = [];
  let rest: Rest = { flushedAt: start, windowUntil: 0 };
  let waiting: readonly number[] = [];
  let rings: readonly number[] = [];
  const flush = (at: number): void => {
    frames.push({ at, written: waiting });
    waiting = [];
    rings = [];
    rest = { flushedAt: at, windowUntil: at + pace.windowMs, livelyUntil: livelyAfter(at, pace) };
  };
  for (const time of [...times, Number.POSITIVE_INFINITY]) {
    const due = Math.min(...rings);
    if (waiting.length > 0 && due <= time) flush(due);
    if (!Number.isFinite(time)) break;
    rings = [...rings, time + waitOf(rest, time) + latency];
    waiting = [...waiting, time];
  }
  return frames;
};

const timesOf = (gaps: readonly number[]): readonly number[] => {
  let time = start;
  return gaps.map(gap => {
    time += gap;
    return time;
  });
};

/** Gaps between messages that come by chance, one a second on average; the same in every run. */
const chance = (count: number): readonly number[] => {
  let state = 7;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return -Math.log(1 - state / 2 ** 32) * 1000;
  });
};

const gaps = fc.array(fc.integer({ min: 1, max: 20_000 }), { minLength: 1, maxLength: 60 });
const windows = fc.constantFrom(0, 1000, 2000, 5000);

test('no message waits longer than a window and the queue', () => {
  holds(
    fc.property(gaps, windows, (between, windowMs) => {
      const frames = framesOf({ perSecond: 40, windowMs }, timesOf(between));
      expect(frames.flatMap(({ written }) => written)).toEqual(timesOf(between));
      for (const { at, written } of frames)
        for (const time of written) expect(at - time).toBeLessThanOrEqual(windowMs + latency);
    }),
  );
});

test('two frames are a window apart at least', () => {
  holds(
    fc.property(gaps, windows, (between, windowMs) => {
      const frames = framesOf({ perSecond: 40, windowMs }, timesOf(between));
      for (const [i, { at }] of frames.slice(1).entries())
        expect(at - (frames[i]?.at ?? 0)).toBeGreaterThanOrEqual(windowMs);
    }),
  );
});

test('what is said after a quiet time, or where there is no window, is told at once', () => {
  const pace: Pace = { perSecond: 40, windowMs: 1000 };
  const [first, second] = framesOf(pace, [start, start + 3_100]);
  expect([first?.at, second?.at]).toEqual([start + latency, start + 3_100 + latency]);
  const [, waits] = framesOf(pace, [start, start + 2_900]);
  expect(waits?.at).toBe(start + 2_900 + 1000 + latency);
  const without = framesOf({ ...pace, windowMs: 0 }, [start, start + 100, start + 200]);
  expect(without.map(({ at }) => at - start)).toEqual([latency, 100 + latency, 200 + latency]);
});

test('a group whose last flush was at its limit rests, and is not lively for it', () => {
  const rest = { flushedAt: start, windowUntil: start + 1000, livelyUntil: start };
  expect(waitOf(rest, start + 300)).toBe(700);
  expect(waitOf(rest, start + 1500)).toBe(0);
});

test('at one message a second by chance, two share a frame with a window of a second', () => {
  const frames = framesOf({ perSecond: 40, windowMs: 1000 }, timesOf(chance(20_000)));
  expect(20_000 / frames.length).toBeGreaterThan(1.9);
});

test('in a busy room the first two messages of a window ring for all, until their flush is late', () => {
  const busy = { flushed: 10, flushedAt: start, windowUntil: start + 1000, livelyUntil: start + 3000 };
  expect([11, 12, 13].map(seq => isRungFor(busy, seq, start + 100))).toEqual([false, false, true]);
  expect(isRungFor(busy, 50, start + 1899)).toBe(true);
  expect(isRungFor(busy, 50, start + 1900)).toBe(false);
  // What was passed and is written late is for nobody else to ring for.
  expect(isRungFor(busy, 9, start + 100)).toBe(false);
});

test('in a room that is idle, or has no window, everybody rings', () => {
  const idle = { flushed: 10, flushedAt: start, windowUntil: start + 1000, livelyUntil: start + 3000 };
  expect(isRungFor(idle, 50, start + 3000)).toBe(false);
  const without = { flushed: 10, flushedAt: start, windowUntil: 0, livelyUntil: start };
  expect(isRungFor(without, 50, start)).toBe(false);
});
