import type { Key, Ports, Table } from '../../kernel/ports.ts';
import type { ConnectionId, UserId } from '../../protocol/ids.ts';
import type { GroupBanItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupStateItem } from '../../table/group-log-items.ts';
import type { SessionItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { forEachOf } from '../bounded.ts';
import { unlessChanged } from '../condition-held.ts';
import { dropEntry, writeEntry } from '../roster/roster-store.ts';
import { connectionSeconds } from '../session/lease.ts';
import { platformOf } from '../session/platforms.ts';
import { isLive, sessionsOf } from '../session/session-store.ts';
import type { SessionOwner } from '../session/state-events.ts';
import { clearMarks } from './clear-marks.ts';
import { type InRooms, isAlone, placeIn, placeName, placeNamed, placesIn, type RoomPlace } from './places.ts';
import { countComing, countGoing } from './room-shards.ts';

/** The ports of live rooms. */
export type RoomPorts = Pick<Ports, 'table' | 'clock'>;

const change = (
  table: Table,
  { app, account, instance }: SessionOwner,
  places: readonly RoomPlace[],
  how: 'ADD' | 'DELETE',
): Promise<SessionItem | undefined> =>
  unlessChanged(
    table.update<SessionItem>({
      key: keys.session(app, account, instance),
      set: `${how} #rooms :rooms`,
      condition: 'attribute_exists(PK)',
      names: { '#rooms': 'rooms' },
      values: { ':rooms': new Set(places.map(placeName)) },
    }),
  );

/** Adds a room to what a session remembers: 1 write unit. Undefined when the session is gone. */
export const remember = (
  table: Table,
  owner: SessionOwner,
  place: RoomPlace,
): Promise<SessionItem | undefined> => change(table, owner, [place], 'ADD');

/** Takes rooms away from what a session remembers: 1 write unit, nothing for none. */
export const forget = async (
  table: Table,
  owner: SessionOwner,
  ...places: readonly RoomPlace[]
): Promise<void> => {
  if (places.length > 0) await change(table, owner, places, 'DELETE');
};

/**
 * Writes a client into a room, and counts it if it was not there: 1 or 2 write units.
 * @param alone its account has no other client in the room
 */
export const stand = async (
  ports: RoomPorts,
  place: RoomPlace,
  account: UserId,
  session: SessionItem,
  alone: boolean,
): Promise<void> => {
  const now = ports.clock.now();
  // An entry is a presence, and no connection outlives this.
  const client = { ...session, ExpiresAt: Math.floor(now / 1000) + connectionSeconds };
  const entry = await writeEntry(ports.table, place, account, client, { from: now });
  if (entry?.hereSince === now) await countComing(ports, place, alone);
};

const fall = async (
  ports: RoomPorts,
  place: RoomPlace,
  { account, instance }: SessionOwner,
  alone: boolean,
  connection?: ConnectionId,
): Promise<void> => {
  if (await dropEntry(ports.table, place, account, { instance }, connection)) {
    await countGoing(ports, place, { clients: 1, accounts: alone ? 1 : 0 });
  }
};

/** The last client takes its account out of the number. */
const takeOut = async (
  ports: RoomPorts,
  { app, account }: Pick<SessionOwner, 'app' | 'account'>,
  life: GroupLife,
  leaving: readonly SessionItem[],
  staying: readonly SessionItem[],
): Promise<void> => {
  for (const [i, session] of leaving.entries()) {
    const owner = { app, account, instance: session.instance };
    const others = [...staying, ...leaving.slice(i + 1)];
    const alone = isAlone(life, others, session.instance, ports.clock.now());
    await forget(ports.table, owner, ...placesIn(life, session));
    await forEachOf(placesIn(life, session), place => fall(ports, place, owner, alone));
  }
};

/**
 * Takes clients of an account out of a room: 1 read unit, 1 more with the last of them, and 3 write units each.
 * @returns how many were in it
 */
export const leaveRoom = async (
  ports: RoomPorts,
  owner: Pick<SessionOwner, 'app' | 'account'>,
  life: GroupLife,
  which: (session: SessionItem) => boolean = () => true,
): Promise<number> => {
  const sessions = await sessionsOf(ports, owner.app, owner.account);
  const leaving = sessions.filter(session => which(session) && placeIn(life, session));
  if (leaving.length === 0) return 0;
  const staying = sessions.filter(session => !leaving.includes(session));
  const isLast = !staying.some(session => placeIn(life, session));
  await Promise.all([
    isLast && clearMarks(ports, life, owner.account),
    takeOut(ports, owner, life, leaving, staying),
  ]);
  return leaving.length;
};

/** Whether a client is in a live room: 1 read unit. */
export const isInRoom = async (
  table: Table,
  { app, account, instance }: SessionOwner,
  life: GroupLife,
): Promise<boolean> => {
  const session = await table.get<SessionItem>(keys.session(app, account, instance), { consistent: true });
  return session !== undefined && placeIn(life, session) !== undefined;
};

/** Whether somebody is kept out of a live room, and whether a client is in it: 2 read units in one call. @param now milliseconds since 1970 */
export const placeOfSpeaker = async (
  table: Table,
  { app, account, instance }: SessionOwner,
  life: GroupLife,
  now: number,
): Promise<{ readonly banned: boolean; readonly present: boolean }> => {
  const [ban, session] = [keys.groupBan(life, account), keys.session(app, account, instance)];
  const found = await table.getMany<GroupBanItem | SessionItem>([ban, session], { consistent: true });
  const at = (key: Key) => found.find(({ PK, SK }) => PK === key.PK && SK === key.SK);
  const [banItem, sessionItem] = [at(ban), at(session) as SessionItem | undefined];
  return {
    banned: banItem !== undefined && isLive(banItem, now),
    present: sessionItem !== undefined && placeIn(life, sessionItem) !== undefined,
  };
};

/**
 * Which clients of an account leave a room with one of them: all of them with a page; native ones leave pages where they are
 * (contract: groups.md 12).
 */
export const leavingWith = (platform: number) => {
  const isPage = platformOf(platform) === 'Web';
  return (session: SessionItem): boolean => isPage || platformOf(session.platform) !== 'Web';
};

const roomsOf = ({ app }: SessionOwner, { rooms }: InRooms): readonly RoomPlace[] =>
  [...(rooms ?? [])].map(name => placeNamed(app, name));

/** Rooms that are still there, and such as were dissolved: 1 read unit each. */
const sortedOut = async (table: Table, places: readonly RoomPlace[]) => {
  const states = await table.getMany<GroupStateItem>(
    places.map(({ life }) => keys.groupState(life)),
    { consistent: true },
  );
  const known = new Set(states.map(({ PK }) => PK));
  const isThere = ({ life }: RoomPlace) => known.has(keys.groupState(life).PK);
  return { there: places.filter(isThere), dissolved: places.filter(place => !isThere(place)) };
};

/**
 * Leads the entries of a client's rooms to the connection on which it has come back: nothing for none; else 1 read unit, and for each
 * 1 read and 1 or 2 write units. Rooms that were dissolved are forgotten.
 */
export const renewRooms = async (
  ports: RoomPorts,
  owner: SessionOwner,
  session: SessionItem,
): Promise<void> => {
  const places = roomsOf(owner, session);
  if (places.length === 0) return;
  const [{ there, dissolved }, sessions] = await Promise.all([
    sortedOut(ports.table, places),
    sessionsOf(ports, owner.app, owner.account),
  ]);
  await forget(ports.table, owner, ...dissolved);
  const isOnly = ({ life }: RoomPlace) => isAlone(life, sessions, owner.instance, ports.clock.now());
  await forEachOf(there, place => stand(ports, place, owner.account, session, isOnly(place)));
};

/**
 * Takes a client whose connection has ended out of its rooms, which the session goes on remembering: nothing for none; else
 * 1 read unit, and 2 write units for each room.
 * @param connection only if its entries still name it
 */
export const quitRooms = async (
  ports: RoomPorts,
  owner: SessionOwner,
  session: InRooms,
  connection?: ConnectionId,
): Promise<void> => {
  const places = roomsOf(owner, session);
  if (places.length === 0) return;
  const sessions = await sessionsOf(ports, owner.app, owner.account);
  const isOnly = ({ life }: RoomPlace) => isAlone(life, sessions, owner.instance, ports.clock.now());
  await forEachOf(places, place => fall(ports, place, owner, isOnly(place), connection));
};

/**
 * Takes a client whose login has ended out of its rooms, and from its account the marks in those where it was the last: nothing for
 * none; else 2 read units, and for each room 1 read and 2 write units.
 */
export const endRooms = async (ports: RoomPorts, owner: SessionOwner, session: InRooms): Promise<void> => {
  const places = roomsOf(owner, session);
  if (places.length === 0) return;
  await quitRooms(ports, owner, session);
  const sessions = await sessionsOf(ports, owner.app, owner.account);
  const others = sessions.filter(({ instance }) => instance !== owner.instance);
  const left = places.filter(({ life }) => !others.some(one => placeIn(life, one)));
  await forEachOf(left, ({ life }) => clearMarks(ports, life, owner.account));
};
