import { type MeterName, prices, pricesOf } from './prices.ts';

/** Who pays: the command that a caller asked for and the function that ran it. */
export interface Owner {
  readonly command: string;
  readonly function?: string | undefined;
}

export interface BillLine {
  readonly name: string;
  readonly quantity: number;
  readonly unit: string;
  readonly dollars: number;
}

export interface BillShare {
  /** The command or the function. */
  readonly name: string;
  readonly dollars: number;
  readonly lines: readonly BillLine[];
}

/** What the session would have cost at list price. */
export interface Bill {
  /** When counting began, ISO 8601. */
  readonly since: string;
  /** Date and region of the price list. */
  readonly prices: string;
  /** Dollars. */
  readonly total: number;
  readonly lines: readonly BillLine[];
  readonly perCommand: readonly BillShare[];
  readonly perFunction: readonly BillShare[];
}

/** Something counted. */
export interface Count {
  readonly name: MeterName;
  readonly operation?: string | undefined;
  readonly owner: Owner;
  quantity: number;
}

const dollarsOf = ({ name, quantity }: Count): number => (quantity * prices[name].dollars) / prices[name].per;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const grouped = (counts: readonly Count[], keyOf: (count: Count) => string): Map<string, Count[]> => {
  const groups = new Map<string, Count[]>();
  for (const count of counts) {
    const group = groups.get(keyOf(count));
    if (group) group.push(count);
    else groups.set(keyOf(count), [count]);
  }
  return groups;
};

const linesOf = (counts: readonly Count[]): BillLine[] =>
  [...grouped(counts, ({ name, operation }) => (operation ? `${name} ${operation}` : name))]
    .map(([name, group]) => ({
      name,
      quantity: sum(group.map(({ quantity }) => quantity)),
      unit: prices[(group[0] as Count).name].unit,
      dollars: sum(group.map(dollarsOf)),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));

const sharesOf = (counts: readonly Count[], keyOf: (owner: Owner) => string): BillShare[] =>
  [...grouped(counts, ({ owner }) => keyOf(owner))]
    .map(([name, group]) => ({ name, dollars: sum(group.map(dollarsOf)), lines: linesOf(group) }))
    .sort((a, b) => b.dollars - a.dollars);

/** Counts every billable operation. */
export class Meter {
  private counts = new Map<string, Count>();
  private since = new Date();

  /**
   * Counts a billable operation.
   * @param operation the AWS operation, where one meter has several
   */
  count(name: MeterName, quantity: number, owner: Owner, operation?: string): void {
    if (quantity === 0) return;
    const key = `${name}|${operation ?? ''}|${owner.command}|${owner.function ?? ''}`;
    const known = this.counts.get(key);
    if (known) known.quantity += quantity;
    else this.counts.set(key, { name, operation, owner, quantity });
  }

  /** The bill so far. @param open what goes on and is not counted yet */
  bill(open: readonly Count[]): Bill {
    const counts = [...this.counts.values(), ...open];
    return {
      since: this.since.toISOString(),
      prices: pricesOf,
      total: sum(counts.map(dollarsOf)),
      lines: linesOf(counts),
      perCommand: sharesOf(counts, ({ command }) => command),
      perFunction: sharesOf(counts, owner => owner.function ?? '(no function)'),
    };
  }

  /** Starts counting anew. */
  reset(): void {
    this.counts = new Map();
    this.since = new Date();
  }
}
