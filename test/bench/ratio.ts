import { performance } from 'node:perf_hooks';

/** Milliseconds of an operation over many runs. */
export interface Timing {
  readonly median: number;
  readonly p99: number;
}

/** One thing that is measured beside another, in turns, so that a busy machine slows both. */
export interface Contestant {
  readonly name: string;
  readonly run: (round: number) => Promise<unknown> | unknown;
}

const timed = async ({ run }: Contestant, round: number): Promise<number> => {
  const began = performance.now();
  await run(round);
  return performance.now() - began;
};

const summary = (milliseconds: readonly number[]): Timing => {
  const sorted = [...milliseconds].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { median: at(0.5), p99: at(0.99) };
};

/**
 * Runs two contestants in turns and compares their medians.
 * @param rounds measured; a tenth of them runs before, unmeasured
 * @returns the timings and how many times the first takes as long as the second
 */
export const compare = async (first: Contestant, second: Contestant, rounds: number) => {
  const times: [number[], number[]] = [[], []];
  for (let round = -Math.ceil(rounds / 10); round < rounds; round += 1) {
    const pair = [await timed(first, round), await timed(second, round)] as const;
    if (round < 0) continue;
    times[0].push(pair[0]);
    times[1].push(pair[1]);
  }
  const [one, other] = [summary(times[0]), summary(times[1])];
  return { first: one, second: other, ratio: one.median / other.median };
};
