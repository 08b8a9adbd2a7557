import type { Page } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { RosterItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import { forEachOf } from '../bounded.ts';
import { isLive } from '../session/session-store.ts';
import { guestAccount } from './guest-account.ts';
import type { RoomPorts } from './presence.ts';

/** Who is in a room, one line for each account, the newest first. */
export interface Listed {
  readonly account: UserId;
  /** Milliseconds since 1970 when the newest of its clients came, by which it stands in the list. */
  readonly cameAt: number;
  /** The same, but of a robot, which stands before everybody. */
  readonly joinedAt: number;
}

/** Contract: groups.md 12. */
const listedInAll = 1000;
/** Fewer would cost as much: about as many fit in a read unit. */
const fewestAtOnce = 25;

/** How far a shard has been read, from its newest client on. */
interface Reading {
  readonly shard: number;
  readonly entries: readonly RosterItem[];
  readonly next?: Page<unknown>['next'];
}

const readOn = async (
  { table, clock }: RoomPorts,
  life: GroupLife,
  { shard, entries, next }: Reading,
  limit: number,
): Promise<Reading> => {
  const page = await table.query<RosterItem>({
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.rosterShard(life, shard).PK, ':prefix': keys.rosterPrefix },
    consistent: true,
    backward: true,
    limit,
    ...(next && { after: next }),
  });
  const here = page.items.filter(item => isLive(item, clock.now()));
  // Guests stand before everybody else, and nobody lists them.
  const onlyGuests = page.items.some(({ account }) => account === guestAccount);
  return {
    shard,
    entries: [...entries, ...here.filter(({ account }) => account !== guestAccount)],
    ...(page.next && !onlyGuests && { next: page.next }),
  };
};

/** Newest first; of those that came in the same millisecond by name. */
const byComing = (one: Listed, other: Listed): number =>
  other.cameAt - one.cameAt || (one.account < other.account ? -1 : 1);

/** One line for each account, in order, at most 1,000. */
export const listOf = (clients: readonly Listed[]): readonly Listed[] => {
  const newest = new Map<UserId, Listed>();
  for (const client of clients) {
    const known = newest.get(client.account);
    if (!known || client.cameAt > known.cameAt) newest.set(client.account, client);
  }
  return [...newest.values()].sort(byComing).slice(0, listedInAll);
};

/** The line of a client. */
export const lineOf = ({ account, cameAt = 0, hereSince = 0 }: RosterItem): Listed => ({
  account,
  cameAt,
  joinedAt: Math.min(cameAt, hereSince),
});

/** @param hidden accounts that are left out, each if it has a client that came no later than said */
const linesOf = (readings: readonly Reading[], hidden: ReadonlyMap<UserId, number>): readonly Listed[] => {
  const entries = readings.flatMap(reading => reading.entries);
  const left = entries.filter(({ account, cameAt = 0 }) => cameAt <= (hidden.get(account) ?? -1));
  const out = new Set(left.map(({ account }) => account));
  const clients = entries.filter(({ account }) => !out.has(account));
  return listOf(clients.map(lineOf));
};

/** Whether a shard may hold somebody who belongs in the list and was not read yet. */
const mayHoldMore = ({ entries, next }: Reading, list: readonly Listed[]): boolean => {
  if (!next) return false;
  const last = list.length < listedInAll ? 0 : (list.at(-1)?.cameAt ?? 0);
  return (entries.at(-1)?.cameAt ?? Number.POSITIVE_INFINITY) >= last;
};

/**
 * The newest 1,000 accounts in a live room, guests not among them. Every shard is read from its newest client on, as far as the list
 * needs: 1 read unit for each shard and for about 25 clients, about 80 in all, whatever the size of the room.
 * @param hidden who is left out, each if it has a client that came no later than said
 */
export const onlineList = async (
  ports: RoomPorts,
  life: GroupLife,
  shards: number,
  hidden: ReadonlyMap<UserId, number> = new Map(),
): Promise<readonly Listed[]> => {
  const limit = Math.max(fewestAtOnce, Math.ceil((1.2 * listedInAll) / shards));
  const begun = Array.from({ length: shards }, (_, shard): Reading => ({ shard, entries: [] }));
  let readings = await forEachOf(begun, reading => readOn(ports, life, reading, limit));
  for (;;) {
    const list = linesOf(readings, hidden);
    const open = new Set(readings.filter(reading => mayHoldMore(reading, list)));
    if (open.size === 0) return list;
    readings = await forEachOf(readings, async reading =>
      open.has(reading) ? readOn(ports, life, reading, limit) : reading,
    );
  }
};

/** Places in a list: a millisecond, and how many of those who came in it have been listed. They stay below 2^53. */
const placesInMillisecond = 1000;

/**
 * A page of a list.
 * @param after 0, or `next` of the page before
 * @returns the lines, and where the next page begins; 0: there is none
 */
export const pageOf = (
  list: readonly Listed[],
  after: number,
  size: number,
): { readonly page: readonly Listed[]; readonly next: number } => {
  const last = Math.floor(after / placesInMillisecond);
  const earlier = list.filter(({ cameAt }) => cameAt < last);
  const same = list.filter(({ cameAt }) => cameAt === last).slice(after % placesInMillisecond);
  const rest = after === 0 ? list : [...same, ...earlier];
  const page = rest.slice(0, size);
  const end = page.at(-1);
  if (rest.length <= size || !end) return { page, next: 0 };
  const listed = list.slice(0, list.indexOf(end) + 1).filter(({ cameAt }) => cameAt === end.cameAt).length;
  return { page, next: end.cameAt * placesInMillisecond + listed };
};
