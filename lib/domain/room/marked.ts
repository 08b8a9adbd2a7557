import type { UserId } from '../../protocol/ids.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { everyMarked, isValid, presentAmong } from './mark-store.ts';
import { type Listed, listOf } from './online-list.ts';
import type { RoomPorts } from './presence.ts';
import { robotMark, robotsOf } from './robots.ts';

/** Mark of who is not listed unless asked for by it (contract: groups.md 12). */
const hiddenMark = 600;

/**
 * Who is in a live room with a mark, the newest first, whatever the size of the room: 1 read unit for about 30 members with any mark,
 * and 1 for each with this one.
 */
export const markedList = async (
  ports: RoomPorts,
  life: GroupLife,
  mark: number,
): Promise<readonly Listed[]> => {
  const items = (await everyMarked(ports, life)).filter(({ marks }) => marks.has(mark));
  const present = await presentAmong(
    ports,
    life,
    items.map(({ account }) => account),
  );
  const known = new Map(items.map(item => [item.account, item]));
  const listed = present.flatMap(one => {
    const item = known.get(one.account);
    const cameAt = Math.max(...one.came);
    return item && isValid(item, one) ? [{ account: one.account, cameAt, joinedAt: cameAt }] : [];
  });
  return listOf([...listed, ...(mark === robotMark ? await robotsOf(ports, life) : [])]);
};

/** Who is hidden in a room, with the millisecond up to which its clients had come: 1 read unit, 1 more for about 30 with any mark. */
export const hiddenIn = async (ports: RoomPorts, life: GroupLife): Promise<ReadonlyMap<UserId, number>> => {
  const items = (await everyMarked(ports, life)).filter(({ marks }) => marks.has(hiddenMark));
  return new Map(items.map(({ account, cameAt }) => [account, cameAt]));
};
