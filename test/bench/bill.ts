import type { Bill } from '../../lib/local/meter.ts';

/** What a runtime has billed between two moments, by line. */
export interface Billed {
  readonly quantity: number;
  readonly dollars: number;
}

export const billedBetween = (before: Bill, after: Bill): ReadonlyMap<string, Billed> =>
  new Map(
    after.lines.flatMap(({ name, quantity, dollars }) => {
      const earlier = before.lines.find(line => line.name === name);
      const billed = {
        quantity: quantity - (earlier?.quantity ?? 0),
        dollars: dollars - (earlier?.dollars ?? 0),
      };
      return billed.quantity > 0 ? [[name, billed] as const] : [];
    }),
  );

export const dollarsOf = (bill: ReadonlyMap<string, Billed>): number =>
  [...bill.values()].reduce((sum, { dollars }) => sum + dollars, 0);
