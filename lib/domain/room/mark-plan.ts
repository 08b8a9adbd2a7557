import type { UserId } from '../../protocol/ids.ts';

/** Contract: groups.md 12. Numbers below 1000 have a meaning of their own and are no kind of the application's. */
const kindsOfMarks = 10;
const membersOfMark = 1000;
const firstOwnMark = 1000;

/** Marks of a member of a live room, to be set or taken away. */
export interface Marking {
  readonly account: UserId;
  readonly marks: readonly number[];
}

/** How often each mark is given in a room, by mark. */
export type MarkCounts = Readonly<Record<string, number>>;

/** What a member has, and what it is to have. */
export interface MarkChange {
  readonly account: UserId;
  readonly before: ReadonlySet<number>;
  readonly after: ReadonlySet<number>;
}

/** What a member has after marks were set or taken away. @param valid what it has of `before` */
export const changed = (
  { marks }: Marking,
  valid: ReadonlySet<number>,
  how: 'set' | 'remove',
): ReadonlySet<number> =>
  how === 'set' ? new Set([...valid, ...marks]) : new Set([...valid].filter(mark => !marks.includes(mark)));

/** How often each mark is given after changes. */
export const countsAfter = (counts: MarkCounts, changes: readonly MarkChange[]): MarkCounts => {
  const after = new Map(Object.entries(counts));
  const add = (mark: number, change: number) =>
    after.set(String(mark), Math.max(0, (after.get(String(mark)) ?? 0) + change));
  for (const change of changes) {
    for (const mark of change.before) add(mark, -1);
    for (const mark of change.after) add(mark, 1);
  }
  return Object.fromEntries([...after].filter(([, count]) => count > 0));
};

/** Why marks cannot be set in a room. */
export type MarkLimit = 'kinds' | 'members';

/** The limit that changes would break; taking away breaks none. */
export const limitBroken = (before: MarkCounts, after: MarkCounts): MarkLimit | undefined => {
  const grown = Object.entries(after).filter(([mark, count]) => count > (before[mark] ?? 0));
  if (grown.some(([, count]) => count > membersOfMark)) return 'members';
  const kinds = Object.keys(after).filter(mark => Number(mark) >= firstOwnMark);
  return grown.some(([mark]) => before[mark] === undefined) && kinds.length > kindsOfMarks
    ? 'kinds'
    : undefined;
};
