import { Fault } from '../../kernel/fault.ts';

/** How the values of a call meet those that are there. */
export type CounterMode = 'Set' | 'Increase' | 'Decrease';

/** A counter and what is to be done to it: its value, or by how much it changes. */
export interface CounterChange {
  readonly key: string;
  readonly by: bigint;
}

/** Contract: group-commands.md 6. */
export const mostCounters = 20;
const lowest = -(2n ** 63n);
const highest = 2n ** 63n - 1n;

/** Whether a counter can have a value: 64 bits with a sign. */
export const isCounterValue = (value: bigint): boolean => value >= lowest && value <= highest;

/** Counters in the table stand under their keys with this before them: no key of an expression is empty or means anything. */
const mark = '=';
export const storedName = (key: string): string => `${mark}${key}`;
export const keyOf = (name: string): string => name.slice(mark.length);

/** A number from the table: DynamoDB keeps 38 digits, JavaScript hands out what it can. */
export type StoredNumber = number | bigint;

/** What a counter is after a change. @param now undefined: it is not there yet */
const after = (mode: CounterMode, now: StoredNumber | undefined, by: bigint): bigint => {
  if (mode === 'Set') return by;
  return BigInt(now ?? 0) + (mode === 'Increase' ? by : -by);
};

/**
 * Holds what the counters of a group may come to.
 * @throws Fault TooManyGroupCounters, GroupParameterNotValid beyond 64 bits
 */
export const checkCounters = (
  counters: Readonly<Record<string, StoredNumber>>,
  changes: readonly CounterChange[],
  mode: CounterMode,
): void => {
  const added = changes.filter(({ key }) => !Object.hasOwn(counters, storedName(key)));
  if (Object.keys(counters).length + added.length > mostCounters) throw new Fault('TooManyGroupCounters');
  const fits = ({ key, by }: CounterChange) => isCounterValue(after(mode, counters[storedName(key)], by));
  if (!changes.every(fits)) throw new Fault('GroupParameterNotValid', 'Value: beyond 64 bits');
};

/** Between which values a counter has to be, so that it still fits after a change. */
const roomFor = (mode: CounterMode, by: bigint): readonly [bigint, bigint] => {
  if (mode === 'Set') return [lowest, highest];
  const step = mode === 'Increase' ? by : -by;
  return step > 0n ? [lowest, highest - step] : [lowest - step, highest];
};

/** An update that does all changes or, when its condition does not hold, none. */
export const changesAsUpdate = (
  changes: readonly CounterChange[],
  mode: CounterMode,
  isNew: (key: string) => boolean,
) => {
  const names: Record<string, string> = { '#c': 'counters' };
  const values: Record<string, bigint> = {};
  const set: string[] = [];
  const conditions: string[] = [];
  for (const [i, { key, by }] of changes.entries()) {
    const path = `#c.#k${i}`;
    const step = mode === 'Decrease' ? -by : by;
    names[`#k${i}`] = storedName(key);
    values[`:v${i}`] = step;
    const fresh = isNew(key);
    set.push(mode === 'Set' || fresh ? `${path} = :v${i}` : `${path} = ${path} + :v${i}`);
    if (fresh) conditions.push(`attribute_not_exists(${path})`);
    else {
      const [from, to] = roomFor(mode, by);
      values[`:from${i}`] = from;
      values[`:to${i}`] = to;
      conditions.push(`${path} BETWEEN :from${i} AND :to${i}`);
    }
  }
  return { names, values, set, conditions };
};
