import type { Table } from '../../lib/kernel/ports.ts';

/** What an operation of a race does, with the table it is to use. */
export type Act = (table: Table) => Promise<unknown>;

/** How an operation ended: with a value, or with the name of its fault. */
export type Ending = { readonly value: unknown } | { readonly fault: unknown };

const endingOf = (work: Promise<unknown>): Promise<Ending> =>
  work.then(
    value => ({ value }),
    (error: { key?: string }) => {
      if (error.key === undefined) throw error;
      return { fault: error.key };
    },
  );

/** A table that lets something happen before its user's n-th call, 1 being the first. */
const interrupted = (table: Table, call: number, happen: () => Promise<unknown>) => {
  let calls = 0;
  const wrapped = new Proxy(table, {
    get: (target, name) => {
      const operation: unknown = Reflect.get(target, name);
      if (typeof operation !== 'function') return operation;
      return async (...args: readonly unknown[]) => {
        calls += 1;
        if (calls === call) await happen();
        return operation.apply(target, args);
      };
    },
  });
  return { wrapped, reached: () => calls >= call };
};

/** Two operations that meet. */
export interface Race {
  readonly one: Act;
  readonly other: Act;
  /** What must hold however they met. */
  readonly check: (one: Ending, other: Ending) => Promise<unknown>;
}

/** The two alone, once each way, would be no meeting. */
const fewestMeetings = 4;

/**
 * Runs one operation before each call of the table that the other makes, and after the last, and the other way round.
 * @param begin prepares a race anew for each time
 */
export const everyMeeting = async (table: Table, begin: () => Promise<Race>): Promise<void> => {
  let meetings = 0;
  for (const swapped of [false, true]) {
    for (let call = 1, reached = true; reached; call += 1) {
      const { one, other, check } = await begin();
      const [outer, inner] = swapped ? [other, one] : [one, other];
      let met: Ending | undefined;
      const within = interrupted(table, call, async () => {
        met = await endingOf(inner(table));
      });
      const outcome = await endingOf(outer(within.wrapped));
      reached = within.reached();
      const passed = met ?? (await endingOf(inner(table)));
      meetings += 1;
      await (swapped ? check(passed, outcome) : check(outcome, passed));
    }
  }
  if (meetings < fewestMeetings) throw new Error('the two operations never met');
};
