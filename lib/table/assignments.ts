/** One part of an item and what it is to hold. */
export interface Assignment {
  /** As in an update's expression, `#profile.#nick`. */
  readonly path: string;
  /** A placeholder of its own, `:nick`. */
  readonly placeholder: string;
  /** An empty text takes the part away: there are none in the table, what is not there is empty. */
  readonly value: unknown;
}

/** What an update's expression is made of. */
export interface Assigned {
  readonly set: readonly string[];
  readonly remove: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
}

/** Takes assignments apart into what is kept and what goes. */
export const assigned = (parts: readonly Assignment[]): Assigned => {
  const kept = parts.filter(({ value }) => value !== '');
  return {
    set: kept.map(({ path, placeholder }) => `${path} = ${placeholder}`),
    remove: parts.filter(({ value }) => value === '').map(({ path }) => path),
    values: Object.fromEntries(kept.map(({ placeholder, value }) => [placeholder, value])),
  };
};

/** The expression of an update, at least one part of which is set or removed. */
export const expressionOf = ({ set, remove }: Pick<Assigned, 'set' | 'remove'>): string =>
  [
    ...(set.length > 0 ? [`SET ${set.join(', ')}`] : []),
    ...(remove.length > 0 ? [`REMOVE ${remove.join(', ')}`] : []),
  ].join(' ');
