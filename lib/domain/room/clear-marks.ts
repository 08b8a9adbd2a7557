import type { UserId } from '../../protocol/ids.ts';
import type { RoomMarkedItem, RoomMarksItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import { unlessChanged } from '../condition-held.ts';
import { countsAfter, type MarkCounts } from './mark-plan.ts';
import {
  countsIn,
  everyMarked,
  isValid,
  presentAmong,
  remark,
  remarkedAtOnce,
  roomMarks,
} from './mark-store.ts';
import type { RoomPorts } from './presence.ts';

const attempts = 5;
/** Between two looks for whoever has gone, in milliseconds: a look costs a read unit for each member with a mark. */
const restMilliseconds = 10_000;

const none: ReadonlySet<number> = new Set();

const changeOf = ({ account, marks, cameAt }: RoomMarkedItem) => ({
  account,
  cameAt,
  before: marks,
  after: none,
});

/**
 * Takes all marks from an account that leaves a room: 1 read unit, and 4 write units when it has any. Where others change marks all
 * the time it is given up; the marks are void without it as soon as the account has left.
 */
export const clearMarks = async (ports: RoomPorts, life: GroupLife, account: UserId): Promise<void> => {
  for (let left = attempts; left > 0; left -= 1) {
    const item = await ports.table.get<RoomMarkedItem>(keys.roomMarked(life, account), { consistent: true });
    if (!item) return;
    const room = await roomMarks(ports.table, life);
    const change = changeOf(item);
    const counts = countsAfter(countsIn(room, ports.clock.now()), [change]);
    if (await unlessChanged(remark(ports, life, room, [change], counts))) return;
  }
};

const countsOf = (items: readonly RoomMarkedItem[]): MarkCounts =>
  countsAfter(
    {},
    items.map(({ account, marks }) => ({ account, before: none, after: marks })),
  );

const isRested = ({ clearedAt }: RoomMarksItem, now: number): boolean =>
  clearedAt === undefined || now - clearedAt >= restMilliseconds;

/**
 * Takes the marks of everybody who has gone without a word, so that their places are free, and counts the others: 2 read units for
 * each member with marks, 2 write units for each that has gone; once in 10 s.
 * @returns false when it was done within 10 s and there is nothing to gain
 */
export const clearAbsent = async (
  ports: RoomPorts,
  life: GroupLife,
  room: RoomMarksItem | undefined,
): Promise<boolean> => {
  const now = ports.clock.now();
  if (!room || !isRested(room, now)) return false;
  const items = await everyMarked(ports, life);
  const present = await presentAmong(
    ports,
    life,
    items.map(({ account }) => account),
  );
  const here = new Map(present.map(one => [one.account, one]));
  const isHere = (item: RoomMarkedItem) => isValid(item, here.get(item.account) ?? { came: [] });
  let left = items;
  let gone = items.filter(item => !isHere(item));
  let latest: RoomMarksItem | undefined = room;
  do {
    const some = gone.slice(0, remarkedAtOnce);
    left = left.filter(item => !some.includes(item));
    latest = await unlessChanged(remark(ports, life, latest, some.map(changeOf), countsOf(left), now));
    gone = gone.slice(some.length);
  } while (latest && gone.length > 0);
  return true;
};
