import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import type { Application } from '../../kernel/application.ts';
import type { Ports } from '../../kernel/ports.ts';
import type { ConnectionId, InstanceId, SdkAppId } from '../../protocol/ids.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { ConnectionItem, SessionItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { stateOf } from '../group-log/state.ts';
import { dropEntry, writeEntry } from '../roster/roster-store.ts';
import { connectionSeconds } from '../session/lease.ts';
import { guestAccount } from './guest-account.ts';
import { placeName, placeNamed, type RoomPlace } from './places.ts';
import { chooseShard, countComing, countGoing } from './room-shards.ts';

/**
 * Somebody who listens in a live room without being logged in. A guest has no account and no session: an entry in the room, led by
 * a key that its client shows, and the record of its connection, by which its end is noticed.
 */

/** Guests stand before everybody who came, so that whoever lists the newest does not come upon them. */
const unlisted = 0;

const digest = (secret: string, payload: string): Buffer =>
  createHmac('sha256', secret).update(`kaiwa guest\n${payload}`).digest();

const keyOf = (
  { id, secretKeys: [secret = ''] }: Application,
  place: RoomPlace,
  guest: InstanceId,
): string => {
  const payload = Buffer.from(`${id}#${guest}#${placeName(place)}`).toString('base64url');
  return `${payload}.${digest(secret, payload).toString('base64url')}`;
};

/** Whom a key belongs to; undefined when it is not ours. */
const guestOf = (
  { id, secretKeys }: Application,
  key: string,
): { readonly place: RoomPlace; readonly guest: InstanceId } | undefined => {
  const [payload = '', signature = ''] = key.split('.');
  const given = Buffer.from(signature, 'base64url');
  const isSigned = secretKeys.some(secret => {
    const expected = digest(secret, payload);
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
  const [app, guest, ...place] = Buffer.from(payload, 'base64url').toString('utf8').split('#');
  if (!isSigned || app !== String(id)) return undefined;
  return { place: placeNamed(id, place.join('#')), guest: Number(guest) as InstanceId };
};

const listen = async (
  { table, clock }: Pick<Ports, 'table' | 'clock'>,
  place: RoomPlace,
  guest: InstanceId,
  connection: ConnectionId,
): Promise<void> => {
  const now = clock.now();
  const ends = Math.floor(now / 1000) + connectionSeconds;
  const record: ConnectionItem = {
    ...keys.connection(connection),
    v: 1,
    app: place.life.app,
    account: guestAccount,
    instance: guest,
    guest: placeName(place),
    ExpiresAt: ends,
  };
  await table.put({ item: record });
  const client = { instance: guest, connection, leaseUntil: now, ExpiresAt: ends };
  const entry = await writeEntry(table, place, guestAccount, client, { from: now });
  if (entry?.hereSince === now) await countComing({ table, clock }, place, true);
};

/**
 * Lets a guest listen in a live room: 2 read and 3 write units.
 * @returns the key by which its client shows who it is, on whatever connection
 */
export const admitGuest = async (
  ports: Pick<Ports, 'table' | 'clock'>,
  application: Application,
  life: GroupLife,
  room: { readonly shards: number; readonly size: number },
  connection: ConnectionId,
): Promise<string> => {
  const guest = randomInt(1, 0x7fff_ffff) as InstanceId;
  const shard = await chooseShard(ports.table, life, room, room.size);
  const place = { life, shard, cameAt: unlisted };
  await listen(ports, place, guest, connection);
  return keyOf(application, place, guest);
};

/**
 * Leads a guest to the connection on which its client shows its key: 1 read unit, and 1 read and 2 or 3 write units when it is another.
 * A room that was dissolved nobody is led to.
 * @returns false for a key that is not ours
 */
export const followGuest = async (
  ports: Pick<Ports, 'table' | 'clock'>,
  application: Application,
  key: string,
  connection: ConnectionId,
): Promise<boolean> => {
  const known = guestOf(application, key);
  if (!known) return false;
  const { place, guest } = known;
  const entry = await ports.table.get<Pick<SessionItem, 'connection'>>(
    keys.rosterEntry(place.life, place.shard, guestAccount, guest, place.cameAt),
    { consistent: true },
  );
  if (entry?.connection === connection) return true;
  if (await stateOf(ports.table, place.life)) await listen(ports, place, guest, connection);
  return true;
};

/** Takes a guest out of its room whose connection has ended, or who has logged in: 2 write units. */
export const dismissGuest = async (
  { table, clock }: Pick<Ports, 'table' | 'clock'>,
  { app, instance, guest }: { app: SdkAppId; instance: InstanceId; guest: string },
  connection: ConnectionId,
): Promise<void> => {
  const place = placeNamed(app, guest);
  if (await dropEntry(table, place, guestAccount, { instance }, connection))
    await countGoing({ table, clock }, place, { clients: 1, accounts: 1 });
};
