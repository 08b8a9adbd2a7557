import { randomInt } from 'node:crypto';
import type { Ports, Table } from '../../kernel/ports.ts';
import type { RosterShardItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupStateItem } from '../../table/group-log-items.ts';
import { expiryAttribute, keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
import type { RosterPlace } from '../roster/roster-store.ts';

type RoomPorts = Pick<Ports, 'table' | 'clock'>;

/** How much a shard changes by. */
export interface Crowd {
  readonly clients: number;
  /** Accounts of which no other client is in the room. */
  readonly accounts: number;
}

/** Seconds for which a shard of a room is remembered in which nothing happens; then it is counted anew by whoever asks. */
const rememberedSeconds = 86_400;

/** @param counted milliseconds since 1970, when they were counted one by one */
const count = async (
  { table, clock }: RoomPorts,
  { life, shard }: RosterPlace,
  { clients, accounts }: Crowd,
  counted?: number,
): Promise<void> => {
  const noted = counted === undefined ? '' : ', countedAt = :counted';
  await table.update({
    key: keys.rosterShard(life, shard),
    set: `SET v = :v, #expires = :expires${noted} ADD clients :clients, accounts :accounts`,
    names: { '#expires': expiryAttribute },
    values: {
      ':v': 1,
      ':expires': Math.floor(clock.now() / 1000) + rememberedSeconds,
      ':clients': clients,
      ':accounts': accounts,
      ...(counted !== undefined && { ':counted': counted }),
    },
  });
};

/** Notes that a client came into a shard: 1 write unit. @param alone its account has no other client in the room */
export const countComing = (ports: RoomPorts, place: RosterPlace, alone: boolean): Promise<void> =>
  count(ports, place, { clients: 1, accounts: alone ? 1 : 0 });

/** Notes that clients are gone from a shard: 1 write unit, nothing for none. */
export const countGoing = async (
  ports: RoomPorts,
  place: RosterPlace,
  { clients, accounts }: Crowd,
): Promise<void> => {
  if (clients > 0) await count(ports, place, { clients: -clients, accounts: -accounts });
};

/** Puts a counter right by what it is wrong, so that who comes or goes meanwhile is not lost: 1 write unit. */
export const correctCount = (ports: RoomPorts, place: RosterPlace, wrong: Crowd): Promise<void> =>
  count(ports, place, wrong, ports.clock.now());

/** The counters of shards, 0 for one that has none yet: 1 read unit each. */
export const shardItems = async (
  table: Table,
  life: GroupLife,
  shards: readonly number[],
): Promise<readonly (RosterShardItem | undefined)[]> => {
  const items = await table.getMany<RosterShardItem>(
    shards.map(shard => keys.rosterShard(life, shard)),
    { consistent: true },
  );
  const byPartition = new Map(items.map(item => [item.PK, item]));
  return shards.map(shard => byPartition.get(keys.rosterShard(life, shard).PK));
};

/** A room gets more shards when the emptier of two is so full: the rest of it is for who comes while they are made. */
const fullAt = 0.8;

const grow = (table: Table, life: GroupLife, shards: number): Promise<boolean> =>
  conditionHeld(
    table.update({
      key: keys.groupState(life),
      set: 'SET shards = :more',
      condition: 'shards = :known',
      values: { ':known': shards, ':more': shards + Math.ceil(shards / 2) },
    }),
  );

/**
 * The shard for somebody who comes into a live room: of two by chance the emptier, which keeps all of them about equally full
 * without anybody knowing all. 1 read unit, 2 where there are several; 1 write unit when the room grows.
 * @param size clients that one shard should hold
 */
export const chooseShard = async (
  table: Table,
  life: GroupLife,
  { shards }: Pick<GroupStateItem, 'shards'>,
  size: number,
): Promise<number> => {
  const drawn = [...new Set([randomInt(shards), randomInt(shards)])];
  const items = await shardItems(table, life, drawn);
  const [best] = drawn
    .map((shard, i) => ({ shard, clients: items[i]?.clients ?? 0 }))
    .sort((one, other) => one.clients - other.clients);
  if (!best) return 0;
  if (best.clients >= size * fullAt) await grow(table, life, shards);
  return best.shard;
};
