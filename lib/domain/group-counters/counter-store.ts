import type { Table } from '../../kernel/ports.ts';
import type { GroupCountersItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import { conditionHeld, unlessChanged } from '../condition-held.ts';
import {
  type CounterChange,
  type CounterMode,
  changesAsUpdate,
  checkCounters,
  mostCounters,
  storedName,
} from './counter-changes.ts';

const attempts = 10;

/** The counters of a group: 1 read unit. Undefined when it never had any. */
export const countersOf = (table: Table, life: GroupLife): Promise<GroupCountersItem | undefined> =>
  table.get<GroupCountersItem>(keys.groupCounters(life), { consistent: true });

const open = (table: Table, life: GroupLife): Promise<boolean> => {
  const item: GroupCountersItem = { ...keys.groupCounters(life), v: 1, counters: {}, seq: 0 };
  return conditionHeld(table.put({ item, condition: 'attribute_not_exists(PK)' }));
};

/** @param now milliseconds since 1970 */
const tryUpdate = (
  table: Table,
  life: GroupLife,
  changes: readonly CounterChange[],
  mode: CounterMode,
  known: GroupCountersItem | undefined,
  due: number,
): Promise<GroupCountersItem | undefined> => {
  const isNew = (key: string) => known !== undefined && !Object.hasOwn(known.counters, storedName(key));
  const { names, values, set, conditions } = changesAsUpdate(changes, mode, isNew);
  const fresh = changes.filter(({ key }) => isNew(key)).length;
  return unlessChanged(
    table.update<GroupCountersItem>({
      key: keys.groupCounters(life),
      set: `SET ${[...set, '#seq = #seq + :one', '#due = if_not_exists(#due, :due)'].join(', ')} ADD #changed :keys`,
      condition: [...conditions, ...(fresh > 0 ? ['size(#c) <= :room'] : [])].join(' AND '),
      names: { ...names, '#seq': 'seq', '#due': 'dueAt', '#changed': 'changed' },
      values: {
        ...values,
        ':one': 1,
        ':due': due,
        ':keys': new Set(changes.map(({ key }) => key)),
        ...(fresh > 0 && { ':room': mostCounters - fresh }),
      },
    }),
  );
};

/**
 * Changes counters of a group, all or none: 1 write unit for each begun KB of all of them. Counters that are there already need nothing
 * else, however many change them at once; new ones 1 read unit and a write more.
 * @param due milliseconds since 1970 when the group is to be told, unless it is about to be
 * @returns the counters after the change
 * @throws Fault TooManyGroupCounters, GroupParameterNotValid beyond 64 bits
 */
export const updateCounters = async (
  table: Table,
  life: GroupLife,
  changes: readonly CounterChange[],
  mode: CounterMode,
  due: number,
): Promise<GroupCountersItem> => {
  let known: GroupCountersItem | undefined;
  for (let left = attempts; left > 0; left -= 1) {
    const item = await tryUpdate(table, life, changes, mode, known, due);
    if (item) return item;
    known = await countersOf(table, life);
    if (known) checkCounters(known.counters, changes, mode);
    else {
      checkCounters({}, changes, mode);
      await open(table, life);
      known = await countersOf(table, life);
    }
  }
  throw new Error('the counters of a group were changed by others each time');
};

/**
 * Takes counters of a group away: 1 write unit for each begun KB of all of them. One that is not there is no error.
 * @returns the number of the change; undefined when the group never had any counter
 */
export const deleteCounters = async (
  table: Table,
  life: GroupLife,
  named: readonly string[],
): Promise<number | undefined> => {
  const item = await unlessChanged(
    table.update<GroupCountersItem>({
      key: keys.groupCounters(life),
      set: `SET #seq = #seq + :one REMOVE ${named.map((_, i) => `#c.#k${i}`).join(', ')}`,
      condition: 'attribute_exists(PK)',
      names: {
        '#c': 'counters',
        '#seq': 'seq',
        ...Object.fromEntries(named.map((key, i) => [`#k${i}`, storedName(key)])),
      },
      values: { ':one': 1 },
    }),
  );
  return item?.seq;
};
