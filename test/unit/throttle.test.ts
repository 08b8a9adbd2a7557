import { type SharedCounter, Throttle } from '../../lib/kernel/throttle.ts';
import type { SdkAppId } from '../../lib/protocol/ids.ts';

const app = 1 as SdkAppId;
const other = 2 as SdkAppId;

/** The counter that all environments share, with the number of times it was asked. */
class Counter implements SharedCounter {
  asked = 0;
  private readonly totals = new Map<string, number>();

  async add(id: SdkAppId, command: string, second: number, calls: number): Promise<number> {
    this.asked += 1;
    const name = `${id} ${command} ${second}`;
    const total = (this.totals.get(name) ?? 0) + calls;
    this.totals.set(name, total);
    return total;
  }
}

/** Calls one after the other within a second. @returns how many were admitted */
const admitted = async (throttle: Throttle, calls: number, at: number, command = 'a.b', id = app) => {
  let count = 0;
  for (let i = 0; i < calls; i += 1) if (await throttle.admits(id, command, 100, at)) count += 1;
  return count;
};

test('one environment admits exactly the limit in a second', async () => {
  expect(await admitted(new Throttle(new Counter()), 250, 1_000)).toBe(100);
});

test('the next second starts anew, whenever in it the first call comes', async () => {
  const throttle = new Throttle(new Counter());
  for (const at of [1_999, 2_000, 3_500, 9_000]) expect(await admitted(throttle, 150, at)).toBe(100);
});

test('commands and applications do not take each other’s calls', async () => {
  const throttle = new Throttle(new Counter());
  await admitted(throttle, 100, 1_000);
  expect(await admitted(throttle, 100, 1_000, 'a.c')).toBe(100);
  expect(await admitted(throttle, 100, 1_000, 'a.b', other)).toBe(100);
});

test.each([2, 5, 8])(
  '%i environments together exceed the limit by at most ten calls each',
  async environments => {
    const counter = new Counter();
    const throttles = Array.from({ length: environments }, () => new Throttle(counter));
    let count = 0;
    for (let round = 0; round < 200; round += 1) {
      for (const throttle of throttles) if (await throttle.admits(app, 'a.b', 100, 5_000)) count += 1;
    }
    expect(count).toBeGreaterThanOrEqual(100);
    expect(count).toBeLessThanOrEqual(100 + environments * 10);
  },
);

test('a quiet application never asks the shared counter, a busy one with every tenth call', async () => {
  const counter = new Counter();
  const throttle = new Throttle(counter);
  for (let second = 0; second < 60; second += 1) await admitted(throttle, 9, second * 1000);
  expect(counter.asked).toBe(0);
  await admitted(throttle, 100, 61_000);
  expect(counter.asked).toBe(10);
});
