import type { RosterItem, RosterShardItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { forEachOf } from '../bounded.ts';
import { type RosterPlace, rosterPage } from '../roster/roster-store.ts';
import { guestAccount } from './guest-account.ts';
import type { RoomPorts } from './presence.ts';
import { type Crowd, correctCount, shardItems } from './room-shards.ts';

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

/** Of guests each is somebody. All clients of an account stand in one shard. */
const crowdOf = (entries: readonly RosterItem[]): Crowd => {
  const accounts = entries.map(({ account }) => account).filter(account => account !== guestAccount);
  const guests = entries.length - accounts.length;
  return { clients: entries.length, accounts: new Set(accounts).size + guests };
};

const countShard = async (
  ports: RoomPorts,
  place: RosterPlace,
  item: RosterShardItem | undefined,
): Promise<number> => {
  const now = ports.clock.now();
  if (item?.countedAt !== undefined && now - item.countedAt < believedMilliseconds) return item.accounts;
  const { clients, accounts } = crowdOf(await entriesOf(ports, place));
  await correctCount(ports, place, {
    clients: clients - (item?.clients ?? 0),
    accounts: accounts - (item?.accounts ?? 0),
  });
  return accounts;
};

/**
 * How many accounts and guests are in a live room: 1 read unit for each shard; once in 10 s, and only when somebody asks, clients are
 * looked at one by one, 1 read unit for about 25. So it is exact but for what died in the last 10 s.
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
