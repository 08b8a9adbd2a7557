import type { Table } from '../../kernel/ports.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupStateItem } from '../../table/group-log-items.ts';
import { keys } from '../../table/keys.ts';
import { unlessChanged } from '../condition-held.ts';
import type { Level } from './window.ts';

/** Whoever flushes longer has died, or comes to the same end as the next one. */
export const leaseMilliseconds = 8_000;

/**
 * Takes a group for one flush: 1 write unit. Every number that was reserved before it is in the state that it returns.
 * @param holder a name of its own for each attempt
 * @param now milliseconds since 1970
 * @returns undefined when somebody else has it, or the group was dissolved
 */
export const takeLease = (
  table: Table,
  life: GroupLife,
  holder: string,
  now: number,
): Promise<GroupStateItem | undefined> =>
  unlessChanged(
    table.update<GroupStateItem>({
      key: keys.groupState(life),
      set: 'SET leaseUntil = :until, leaseHolder = :holder',
      condition: 'attribute_exists(PK) AND (attribute_not_exists(leaseUntil) OR leaseUntil <= :now)',
      values: { ':until': now + leaseMilliseconds, ':holder': holder, ':now': now },
    }),
  );

/** What a flush has come to. */
export interface Flushed {
  readonly through: number;
  readonly holes: readonly number[];
  readonly credit: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly windowUntil: number;
  readonly livelyUntil: number;
  /** At which counts a message of each priority is refused at the door while the group rests. */
  readonly limits: readonly [number, number, number, number];
  /** By priority, those that members would have counted as unread apart. */
  readonly dropped: Readonly<Record<Level, number>>;
  readonly uncounted: number;
}

const levels = [1, 2, 3, 4] as const;

/**
 * Ends a flush: 1 write unit. Every number that is reserved after it finds the group free.
 * @returns the state, with what was reserved meanwhile; undefined when the lease was over
 */
export const endLease = (
  table: Table,
  life: GroupLife,
  holder: string,
  { through, holes, credit, at, windowUntil, livelyUntil, limits, dropped, uncounted }: Flushed,
): Promise<GroupStateItem | undefined> => {
  const limitsSet = levels.map(level => `limit${level} = :limit${level}`).join(', ');
  const counts = levels.filter(level => dropped[level] > 0).map(level => `dropped${level} :dropped${level}`);
  const added = [...counts, ...(uncounted > 0 ? ['uncounted :uncounted'] : [])];
  const values = [
    ...levels.map(level => [`:limit${level}`, limits[level - 1]] as const),
    ...levels.filter(level => dropped[level] > 0).map(level => [`:dropped${level}`, dropped[level]] as const),
    ...(uncounted > 0 ? [[':uncounted', uncounted] as const] : []),
  ];
  return unlessChanged(
    table.update<GroupStateItem>({
      key: keys.groupState(life),
      set: `SET flushed = :through, holes = :holes, credit = :credit, flushedAt = :at, windowUntil = :until, livelyUntil = :lively, ${limitsSet}${
        added.length > 0 ? ` ADD ${added.join(', ')}` : ''
      } REMOVE leaseUntil, leaseHolder`,
      condition: 'leaseHolder = :holder',
      values: {
        ...Object.fromEntries(values),
        ':through': through,
        ':holes': holes,
        ':credit': credit,
        ':at': at,
        ':until': windowUntil,
        ':lively': livelyUntil,
        ':holder': holder,
      },
    }),
  );
};
