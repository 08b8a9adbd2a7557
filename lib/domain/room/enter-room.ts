import type { Table } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { RoomEntryItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { SessionItem } from '../../table/items.ts';
import { expiryAttribute, keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
import { sessionsOf } from '../session/session-store.ts';
import type { SessionOwner } from '../session/state-events.ts';
import { isAlone, placeIn, placesIn, type RoomPlace } from './places.ts';
import { forget, type RoomPorts, remember, stand } from './presence.ts';
import { chooseShard } from './room-shards.ts';

/** A live room as somebody finds it who comes in. */
interface Room {
  readonly shards: number;
  /** Clients that one shard should hold. */
  readonly size: number;
}

/** Seconds after which nobody is on the way in any more who began before: no function lives as long. */
const entrySeconds = 60;

/**
 * The shard that all clients of an account come into that are coming at once: 1 write unit, and 1 read unit for all but the first.
 * @param isSettled whether one of its clients stands in `shard` already, and the others have to follow
 */
const agreeOnShard = async (
  { table, clock }: RoomPorts,
  account: UserId,
  { life, shard }: RoomPlace,
  isSettled: boolean,
): Promise<number> => {
  const now = Math.floor(clock.now() / 1000);
  const key = keys.roomEntry(life, account);
  const item: RoomEntryItem = { ...key, v: 1, shard, ExpiresAt: now + entrySeconds };
  const condition = 'attribute_not_exists(PK) OR #expires <= :now';
  const guard = { condition, names: { '#expires': expiryAttribute }, values: { ':now': now } };
  if (await conditionHeld(table.put({ item, ...(!isSettled && guard) }))) return shard;
  return (await table.get<RoomEntryItem>(key, { consistent: true }))?.shard ?? shard;
};

const sessionsAround = async (ports: RoomPorts, { app, account, instance }: SessionOwner) => {
  const sessions = await sessionsOf(ports, app, account);
  const own = sessions.find(session => session.instance === instance);
  return { own, others: sessions.filter(session => session !== own) };
};

/** Where a client is to stand: where it stands already, else with the other clients of its account. */
const placeFor = async (
  ports: RoomPorts,
  { account }: SessionOwner,
  life: GroupLife,
  room: Room,
  others: readonly SessionItem[],
): Promise<RoomPlace> => {
  const [standing] = others.flatMap(session => placesIn(life, session));
  const cameAt = ports.clock.now();
  const shard = standing?.shard ?? (await chooseShard(ports.table, life, room, room.size));
  const place = { life, shard, cameAt };
  if (others.length === 0) return place;
  return { ...place, shard: await agreeOnShard(ports, account, place, standing !== undefined) };
};

/** A client's session as it was when it remembered the place. */
interface Settled {
  readonly place: RoomPlace;
  readonly session: SessionItem;
}

/** Of a client that enters several times at once the first place counts. @returns undefined when it is not logged in any more */
const settle = async (table: Table, owner: SessionOwner, place: RoomPlace): Promise<Settled | undefined> => {
  const session = await remember(table, owner, place);
  if (!session) return undefined;
  const isThis = (one: RoomPlace) => one.shard === place.shard && one.cameAt === place.cameAt;
  const first = placesIn(place.life, session).find(one => !isThis(one));
  if (!first) return { place, session };
  await forget(table, owner, place);
  return { place: first, session };
};

/**
 * Brings a client into a live room: 2 read and 3 write units however many are in it, 1 write unit more where its account has
 * other clients, 1 read unit more where it has none. All clients of an account stand in one shard, so that accounts can be counted
 * shard by shard. The session remembers the room first, so that a reconnect at the same moment renews what is written here.
 * Repeating it changes nothing.
 * @returns `gone` when the client is not logged in any more
 */
export const enterRoom = async (
  ports: RoomPorts,
  owner: SessionOwner,
  life: GroupLife,
  room: Room,
): Promise<'entered' | 'already' | 'gone'> => {
  const { own, others } = await sessionsAround(ports, owner);
  if (!own) return 'gone';
  const before = placeIn(life, own);
  const wanted = before ?? (await placeFor(ports, owner, life, room, others));
  const settled = await settle(ports.table, owner, wanted);
  if (!settled) return 'gone';
  const { place, session } = settled;
  const now = others.length === 0 ? (await sessionsAround(ports, owner)).others : others;
  const elsewhere = now.some(one => placesIn(life, one).some(({ shard }) => shard !== place.shard));
  if (elsewhere && others.length === 0) {
    // Another client of the account has logged in and come in since the first look.
    await forget(ports.table, owner, place);
    return enterRoom(ports, owner, life, room);
  }
  await stand(ports, place, owner.account, session, isAlone(life, now, owner.instance, ports.clock.now()));
  return before ? 'already' : 'entered';
};
