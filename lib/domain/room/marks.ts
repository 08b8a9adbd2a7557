import { randomInt } from 'node:crypto';
import type { UserId } from '../../protocol/ids.ts';
import type { RoomMarkedItem, RoomMarksItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import { unlessChanged } from '../condition-held.ts';
import { isLive } from '../session/session-store.ts';
import { clearAbsent } from './clear-marks.ts';
import {
  changed,
  countsAfter,
  limitBroken,
  type MarkChange,
  type Marking,
  type MarkLimit,
} from './mark-plan.ts';
import {
  countsIn,
  isValid,
  presentAmong,
  type Remarked,
  remark,
  remarkedAtOnce,
  roomMarks,
} from './mark-store.ts';
import type { RoomPorts } from './presence.ts';

const attempts = 10;
/** Between attempts of callers that met, at most. */
const pauseMilliseconds = 100;

/** What is to be done about a member that is in the room. */
interface Wanted extends Marking {
  readonly came: readonly number[];
}

interface Plan {
  readonly room: RoomMarksItem | undefined;
  readonly changes: readonly (MarkChange & Remarked)[];
}

/** Several words about one member are one. */
const together = (markings: readonly Marking[]): ReadonlyMap<UserId, readonly number[]> => {
  const marks = new Map<UserId, readonly number[]>();
  for (const one of markings) marks.set(one.account, [...(marks.get(one.account) ?? []), ...one.marks]);
  return marks;
};

const wantedOf = async (
  ports: RoomPorts,
  life: GroupLife,
  markings: readonly Marking[],
): Promise<readonly Wanted[]> => {
  const marks = together(markings);
  const present = await presentAmong(ports, life, [...marks.keys()]);
  return present.map(one => ({ ...one, marks: [...new Set(marks.get(one.account))] }));
};

/** The number of the last change is read first: whatever changes afterwards makes the plan void. */
const planFor = async (
  { table, clock }: RoomPorts,
  life: GroupLife,
  members: readonly Wanted[],
  how: 'set' | 'remove',
): Promise<Plan> => {
  const room = await roomMarks(table, life);
  const items = await table.getMany<RoomMarkedItem>(
    members.map(({ account }) => keys.roomMarked(life, account)),
    { consistent: true },
  );
  const known = new Map(items.filter(item => isLive(item, clock.now())).map(item => [item.account, item]));
  const changes = members.map(member => {
    const item = known.get(member.account);
    const before = item?.marks ?? new Set<number>();
    const after = changed(member, item && isValid(item, member) ? before : new Set(), how);
    return { account: member.account, cameAt: Math.max(...member.came), before, after };
  });
  return { room, changes };
};

/** @returns how many of the changes were written before others came in between */
const carryOut = async (ports: RoomPorts, life: GroupLife, { room, changes }: Plan): Promise<number> => {
  let latest = room;
  for (let start = 0; start < changes.length; start += remarkedAtOnce) {
    const some = changes.slice(start, start + remarkedAtOnce);
    const counts = countsAfter(countsIn(latest, ports.clock.now()), some);
    latest = await unlessChanged(remark(ports, life, latest, some, counts));
    if (!latest) return start;
  }
  return changes.length;
};

const brokenBy = ({ clock }: RoomPorts, { room, changes }: Plan): MarkLimit | undefined => {
  const counts = countsIn(room, clock.now());
  return limitBroken(counts, countsAfter(counts, changes));
};

/**
 * Sets marks of members who are in a live room, or takes them away: 2 read and 2 write units for each, 2 write units more for 9 of
 * them. A mark is the account's for as long as one of the clients that it has now stays in the room, over reconnects, for 7 days at most.
 * Nobody is marked when the limits of the room forbid it for any; where others mark at the same moment, those who still fit are.
 * @returns those who were in the room and have it now, and the limit that kept out the others
 */
export const markMembers = async (
  ports: RoomPorts,
  life: GroupLife,
  markings: readonly Marking[],
  how: 'set' | 'remove',
): Promise<{ readonly done: readonly Marking[]; readonly limit?: MarkLimit | undefined }> => {
  const wanted = await wantedOf(ports, life, markings);
  const answer = (left: readonly Wanted[]) =>
    wanted.filter(member => !left.includes(member)).map(({ account, marks }) => ({ account, marks }));
  let left = wanted;
  for (let attempt = 1; left.length > 0 && attempt <= attempts; attempt += 1) {
    const plan = await planFor(ports, life, left, how);
    const limit = how === 'set' ? brokenBy(ports, plan) : undefined;
    if (limit) {
      if (await clearAbsent(ports, life, plan.room)) continue;
      return { done: answer(left), limit };
    }
    left = left.slice(await carryOut(ports, life, plan));
    if (left.length > 0) await ports.clock.until(ports.clock.now() + randomInt(pauseMilliseconds));
  }
  if (left.length > 0) throw new Error('others were always faster at changing marks');
  return { done: answer(left) };
};
