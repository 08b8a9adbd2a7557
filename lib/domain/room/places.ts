import type { GroupId, InstanceId, SdkAppId } from '../../protocol/ids.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { SessionItem } from '../../table/items.ts';
import type { RosterPlace } from '../roster/roster-store.ts';
import { isConnected } from '../session/session-store.ts';

/** Where a client stands in a live room, where it is found by the millisecond in which it came. */
export type RoomPlace = RosterPlace & { readonly cameAt: number };

/** How a session remembers where it stands in a live room. Group ids may hold any character, so they come last. */
export const placeName = ({ life, shard, cameAt }: RoomPlace): string =>
  `${shard}#${cameAt}#${life.born}#${life.group}`;

/** The place that a session remembers. */
export const placeNamed = (app: SdkAppId, name: string): RoomPlace => {
  const [shard = '', cameAt = '', born = '', ...group] = name.split('#');
  const life: GroupLife = { app, group: group.join('#') as GroupId, born: Number(born) };
  return { life, shard: Number(shard), cameAt: Number(cameAt) };
};

/** Rooms as a session remembers them. */
export interface InRooms {
  readonly rooms?: ReadonlySet<string>;
}

/** Every place that a session remembers of a room: one, or for a moment several, where it enters several times at once. */
export const placesIn = (life: GroupLife, { rooms = new Set() }: InRooms): readonly RoomPlace[] =>
  [...rooms]
    .map(name => placeNamed(life.app, name))
    .filter(place => place.life.born === life.born && place.life.group === life.group);

/** Where a session stands in a room; undefined when it is not in. */
export const placeIn = (life: GroupLife, session: InRooms): RoomPlace | undefined =>
  placesIn(life, session)[0];

/** Whether no other connected client of an account is in a room. */
export const isAlone = (
  life: GroupLife,
  sessions: readonly SessionItem[],
  instance: InstanceId,
  now: number,
): boolean =>
  !sessions.some(
    session => session.instance !== instance && isConnected(session, now) && placeIn(life, session),
  );
