import type { Key, Ports, Table } from '../../kernel/ports.ts';
import type { ConnectionId, UserId } from '../../protocol/ids.ts';
import type { GroupBanItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { SessionItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { forEachOf } from '../bounded.ts';
import { unlessChanged } from '../condition-held.ts';
import { dropEntry, type RosterPlace, writeEntry } from '../roster/roster-store.ts';
import { connectionSeconds } from '../session/lease.ts';
import { platformOf } from '../session/platforms.ts';
import { isLive, sessionsOf } from '../session/session-store.ts';
import type { SessionOwner } from '../session/state-events.ts';
import { placeIn, placeName, placeNamed } from './places.ts';
import { chooseShard, countClients } from './room-shards.ts';

type RoomPorts = Pick<Ports, 'table' | 'clock'>;

/** Adds a room to what a session remembers, or takes it away: 1 write unit. Undefined when the session is gone. */
const remember = (
  table: Table,
  { app, account, instance }: SessionOwner,
  place: RosterPlace,
  how: 'ADD' | 'DELETE',
): Promise<SessionItem | undefined> =>
  unlessChanged(
    table.update<SessionItem>({
      key: keys.session(app, account, instance),
      set: `${how} #rooms :room`,
      condition: 'attribute_exists(PK)',
      names: { '#rooms': 'rooms' },
      values: { ':room': new Set([placeName(place)]) },
    }),
  );

/** Writes a client into a room, and counts it if it was not there: 1 or 2 write units. Returns the count of its shard, about. */
const stand = async (
  { table, clock }: RoomPorts,
  place: RosterPlace,
  account: UserId,
  session: SessionItem,
): Promise<void> => {
  const now = clock.now();
  // An entry is a presence, and no connection outlives this.
  const client = { ...session, ExpiresAt: Math.floor(now / 1000) + connectionSeconds };
  const entry = await writeEntry(table, place, account, client, { cameAt: now });
  if (entry?.joinedAt === now) await countClients(table, place, 1);
};

/**
 * Brings a client into a live room: 2 read and 3 write units however many are in it. The session remembers the room first, so
 * that a reconnect at the same moment renews what is written here. Repeating it changes nothing.
 * @param state of the room
 * @param size clients of one shard
 * @returns `gone` when the client is not logged in any more
 */
export const enterRoom = async (
  ports: RoomPorts,
  owner: SessionOwner,
  life: GroupLife,
  room: { readonly shards: number; readonly size: number },
): Promise<'entered' | 'already' | 'gone'> => {
  const { table } = ports;
  const known = await table.get<SessionItem>(keys.session(owner.app, owner.account, owner.instance), {
    consistent: true,
  });
  const before = known && placeIn(life, known);
  const place = before ?? { life, shard: await chooseShard(table, life, room, room.size) };
  const session = await remember(table, owner, place, 'ADD');
  if (!session) return 'gone';
  await stand(ports, place, owner.account, session);
  return before ? 'already' : 'entered';
};

const fall = async (
  { table }: Pick<RoomPorts, 'table'>,
  place: RosterPlace,
  { account, instance }: SessionOwner,
  connection?: ConnectionId,
): Promise<void> => {
  const dropped = await dropEntry(table, place, account, { instance }, connection);
  if (dropped) await countClients(table, place, -1);
};

/** Takes clients of an account out of a room: 1 read unit, and 3 write units each. Returns how many were in it. */
export const leaveRoom = async (
  ports: RoomPorts,
  { app, account }: Pick<SessionOwner, 'app' | 'account'>,
  life: GroupLife,
  which: (session: SessionItem) => boolean = () => true,
): Promise<number> => {
  const sessions = (await sessionsOf(ports, app, account)).filter(which);
  const standing = sessions.flatMap(({ instance, ...session }) => {
    const place = placeIn(life, session);
    return place ? [{ place, owner: { app, account, instance } }] : [];
  });
  await forEachOf(standing, async ({ place, owner }) => {
    await remember(ports.table, owner, place, 'DELETE');
    await fall(ports, place, owner);
  });
  return standing.length;
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

const roomsOf = ({ app }: SessionOwner, { rooms }: Pick<SessionItem, 'rooms'>): readonly RosterPlace[] =>
  [...(rooms ?? [])].map(name => placeNamed(app, name));

/** Leads the entries of a client's rooms to the connection on which it has come back: 1 or 2 write units for each. */
export const renewRooms = async (
  ports: RoomPorts,
  owner: SessionOwner,
  session: SessionItem,
): Promise<void> => {
  await forEachOf(roomsOf(owner, session), place => stand(ports, place, owner.account, session));
};

/**
 * Takes a client whose connection has ended out of its rooms, which the session goes on remembering: 2 write units for each room.
 * @param connection only if its entries still name it
 */
export const quitRooms = async (
  ports: Pick<RoomPorts, 'table'>,
  owner: SessionOwner,
  session: Pick<SessionItem, 'rooms'>,
  connection?: ConnectionId,
): Promise<void> => {
  await forEachOf(roomsOf(owner, session), place => fall(ports, place, owner, connection));
};
