import { setTimeout as sleep } from 'node:timers/promises';

/** Far above what anything takes; a machine that runs other suites beside can be slow. */
const patience = 30_000;

/**
 * Looks again and again until what is seen fits.
 * @returns what fits @throws Error with what was seen last, after 30 s
 */
export const eventually = async <T>(
  look: () => T | Promise<T>,
  fits: (seen: T) => unknown = Boolean,
): Promise<T> => {
  for (const end = Date.now() + patience; ; await sleep(20)) {
    const seen = await look();
    if (fits(seen)) return seen;
    if (Date.now() > end) throw new Error(`it did not come; there is only ${JSON.stringify(seen)}`);
  }
};

const second = (): number => Math.floor(Date.now() / 1000);

/** Waits until the clock shows another second: what comes later has a later time than what was before. */
export const nextSecond = async (): Promise<void> => {
  const before = second();
  await eventually(() => second() > before);
};
