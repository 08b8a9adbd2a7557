import { Fault } from '../../kernel/fault.ts';
import { ConditionFailed, type Put, type Table } from '../../kernel/ports.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupStateItem } from '../../table/group-log-items.ts';
import { keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';

/** 1 High to 4 Lowest. */
export type Priority = 1 | 2 | 3 | 4;

/** What takes a number. */
export interface Numbered {
  readonly priority: Priority;
  /** Whether members who have not read it count it as unread. */
  readonly counts: boolean;
  /** Taken whatever the rate: tips and imports are. */
  readonly exempt?: boolean;
  /** It names everyone in the group. */
  readonly namesAll?: boolean;
}

/** A number that was taken for a message. */
export interface Reservation {
  readonly seq: number;
  /** Seconds since 1970; grows with the number. */
  readonly time: number;
  /** How many numbers before it do not count as unread. */
  readonly uncountedBefore: number;
  /** As it was after the number was taken. */
  readonly state: GroupStateItem;
}

/** No number was taken, because more important messages have filled the window. */
export interface Dropped {
  readonly state: GroupStateItem;
}

/** A limit of a window that nothing reaches. */
const unlimited = Number.MAX_SAFE_INTEGER;

/**
 * The state of a new group or topic, which is written with it.
 * @param nowMs milliseconds since 1970
 */
export const openState = (life: GroupLife, nowMs: number): Put => {
  const item: GroupStateItem = {
    ...keys.groupState(life),
    v: 1,
    next: 1,
    uncounted: 0,
    lastTime: 0,
    flushed: 0,
    flushedAt: nowMs,
    windowUntil: 0,
    ...{ upTo1: 0, upTo2: 0, upTo3: 0, upTo4: 0 },
    ...{ limit1: unlimited, limit2: unlimited, limit3: unlimited, limit4: unlimited },
    ...{ dropped1: 0, dropped2: 0, dropped3: 0, dropped4: 0 },
    shards: 1,
  };
  return { item, condition: 'attribute_not_exists(PK)' };
};

/** The state of a group: 1 read unit. Undefined when it was dissolved. */
export const stateOf = (table: Table, life: GroupLife): Promise<GroupStateItem | undefined> =>
  table.get<GroupStateItem>(keys.groupState(life), { consistent: true });

/** The states of many groups, in their order: ½ read unit each. A state may be some milliseconds old. */
export const stateOfMany = async (
  table: Table,
  lives: readonly GroupLife[],
): Promise<readonly (GroupStateItem | undefined)[]> => {
  const found = await table.getMany<GroupStateItem>(lives.map(keys.groupState));
  const byKey = new Map(found.map(state => [state.PK, state]));
  return lives.map(life => byKey.get(keys.groupState(life).PK));
};

/**
 * Ends a group for its messages: 1 write unit. From then on no number is taken.
 * @returns the state as it was; undefined when the group had ended already
 */
export const closeState = (table: Table, life: GroupLife): Promise<GroupStateItem | undefined> =>
  table.delete<GroupStateItem>({ key: keys.groupState(life) });

const everyPriority = [1, 2, 3, 4] as const;

/** Takes the next number: 1 write unit. Nothing when a condition does not hold: life, order of times, rate. */
const takeNumber = async (
  table: Table,
  life: GroupLife,
  { priority, counts, exempt, namesAll }: Numbered,
  nowMs: number,
  time: number,
): Promise<Reservation | undefined> => {
  const counters = everyPriority.filter(one => one >= priority).map(one => `, upTo${one} :one`);
  const withinRate = ` AND (windowUntil <= :now OR upTo${priority} < limit${priority})`;
  const update = table.update<GroupStateItem>({
    key: keys.groupState(life),
    set: `ADD #next :one, uncounted :silent${exempt ? '' : counters.join('')} SET lastTime = :time${namesAll ? ', allNamed = #next' : ''}`,
    condition: `lastTime <= :time${exempt ? '' : withinRate}`,
    names: { '#next': 'next' },
    values: { ':one': 1, ':silent': counts ? 0 : 1, ':time': time, ...(!exempt && { ':now': nowMs }) },
  });
  try {
    const state = await update;
    return { seq: state.next - 1, time, uncountedBefore: state.uncounted - (counts ? 0 : 1), state };
  } catch (error) {
    if (error instanceof ConditionFailed) return undefined;
    throw error;
  }
};

/** Counts a message that was refused at the door. */
const countDropped = (table: Table, life: GroupLife, priority: Priority) =>
  conditionHeld(
    table.update({
      key: keys.groupState(life),
      set: `ADD dropped${priority} :one`,
      condition: 'attribute_exists(PK)',
      values: { ':one': 1 },
    }),
  );

const refuses = (state: GroupStateItem, { priority, exempt }: Numbered, nowMs: number): boolean =>
  !exempt && state.windowUntil > nowMs && state[`upTo${priority}`] >= state[`limit${priority}`];

/** How often a number is asked for while others, whose clocks are ahead, take theirs. */
const attempts = 10;

/**
 * Takes the next number of a group: 1 write unit. Times grow with the numbers: who comes with a clock that is behind gets
 * the time of the message before.
 * @param nowMs milliseconds since 1970
 * @throws Fault GroupNotFound when the group was dissolved
 */
export const reserve = async (
  table: Table,
  life: GroupLife,
  wanted: Numbered,
  nowMs: number,
): Promise<Reservation | Dropped> => {
  let time = Math.floor(nowMs / 1000);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const reservation = await takeNumber(table, life, wanted, nowMs, time);
    if (reservation) return reservation;
    const state = await stateOf(table, life);
    if (!state) throw new Fault('GroupNotFound');
    if (refuses(state, wanted, nowMs)) {
      await countDropped(table, life, wanted.priority);
      return { state };
    }
    time = Math.max(time, state.lastTime);
  }
  throw new Error('no number could be taken: others were always faster');
};

/**
 * Takes the next number for a message of a given second, whatever the rate: 1 write unit.
 * @param time seconds since 1970
 * @returns undefined when there is a later message
 * @throws Fault GroupNotFound when the group was dissolved
 */
export const reserveAt = async (
  table: Table,
  life: GroupLife,
  wanted: Omit<Numbered, 'exempt'>,
  time: number,
): Promise<Reservation | undefined> => {
  const reservation = await takeNumber(table, life, { ...wanted, exempt: true }, 0, time);
  if (!reservation && !(await stateOf(table, life))) throw new Fault('GroupNotFound');
  return reservation;
};
