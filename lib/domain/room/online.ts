import type { Ports, Table } from '../../kernel/ports.ts';
import type { RosterItem, RosterShardItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import { forEachOf } from '../bounded.ts';
import { type RosterPlace, rosterPage } from '../roster/roster-store.ts';
import { guestAccount } from './guest-account.ts';
import { shardItems } from './room-shards.ts';

type RoomPorts = Pick<Ports, 'table' | 'clock'>;

/** After which a counter is not believed any more, in milliseconds: functions die, and clients vanish without a word. */
const believedMilliseconds = 10_000;

const entriesOf = async (ports: RoomPorts, place: RosterPlace): Promise<readonly RosterItem[]> => {
  const entries: RosterItem[] = [];
  let page = await rosterPage(ports, place);
  entries.push(...page.items);
  while (page.next) {
    page = await rosterPage(ports, place, page.next);
    entries.push(...page.items);
  }
  return entries;
};

/** Puts a counter right by what it is wrong, so that who comes or goes meanwhile is not lost: 1 write unit. */
const correct = (table: Table, { life, shard }: RosterPlace, difference: number, now: number) =>
  table.update<RosterShardItem>({
    key: keys.rosterShard(life, shard),
    set: 'SET v = :v, countedAt = :now ADD clients :difference',
    values: { ':v': 1, ':now': now, ':difference': difference },
  });

const countShard = async (
  ports: RoomPorts,
  place: RosterPlace,
  item: RosterShardItem | undefined,
): Promise<number> => {
  const now = ports.clock.now();
  if (item?.countedAt !== undefined && now - item.countedAt < believedMilliseconds) return item.clients;
  const entries = (await entriesOf(ports, place)).length;
  await correct(ports.table, place, entries - (item?.clients ?? 0), now);
  return entries;
};

/**
 * How many clients are in a live room: 1 read unit for each shard; once in 10 s, and only when somebody asks, they are counted one
 * by one, 1 read unit for about 25. So it is exact but for what died in the last 10 s.
 */
export const onlineCount = async (ports: RoomPorts, life: GroupLife, shards: number): Promise<number> => {
  const all = Array.from({ length: shards }, (_, shard) => shard);
  const items = await shardItems(ports.table, life, all);
  const counts = await forEachOf(all, shard => countShard(ports, { life, shard }, items[shard]));
  return Math.max(
    0,
    counts.reduce((total, count) => total + count, 0),
  );
};

/** Mark of who is not listed unless asked for by it (contract: groups.md 12). */
const hidden = 600;
/** Shards that one listing reads: five thousand clients, of whom a thousand are listed at most. */
const shardsRead = 5;
const listedInAll = 1000;

/** Who is in a room, one line for each account, the newest first. */
export interface Listed {
  readonly account: RosterItem['account'];
  /** Milliseconds since 1970. */
  readonly joinedAt: number;
}

const isListed = ({ marks, account }: RosterItem, mark: number | undefined): boolean => {
  if (account === guestAccount) return false;
  return mark === undefined ? !marks?.has(hidden) : (marks?.has(mark) ?? false);
};

/**
 * The newest 1,000 accounts in a live room: 1 read unit for about 25 clients. Of a room of more than five shards the last ones are
 * looked at, which were made last.
 */
export const onlineList = async (
  ports: RoomPorts,
  life: GroupLife,
  shards: number,
  mark?: number,
): Promise<readonly Listed[]> => {
  const first = Math.max(0, shards - shardsRead);
  const read = Array.from({ length: shards - first }, (_, i) => first + i);
  const entries = (await forEachOf(read, shard => entriesOf(ports, { life, shard }))).flat();
  const newest = new Map<RosterItem['account'], Listed>();
  for (const entry of entries.filter(one => isListed(one, mark))) {
    const { account, joinedAt = 0 } = entry;
    if (joinedAt >= (newest.get(account)?.joinedAt ?? 0)) newest.set(account, { account, joinedAt });
  }
  return [...newest.values()]
    .sort((one, other) => other.joinedAt - one.joinedAt || (one.account < other.account ? -1 : 1))
    .slice(0, listedInAll);
};
