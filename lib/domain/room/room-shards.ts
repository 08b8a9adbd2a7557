import { randomInt } from 'node:crypto';
import type { Table } from '../../kernel/ports.ts';
import type { RosterShardItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupStateItem } from '../../table/group-log-items.ts';
import { keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
import type { RosterPlace } from '../roster/roster-store.ts';

/**
 * Notes that clients came into a shard of a live room, or went: 1 write unit, nothing for none.
 * @returns how many it holds now, about
 */
export const countClients = async (
  table: Table,
  { life, shard }: RosterPlace,
  change: number,
): Promise<number> => {
  if (change === 0) return 0;
  const { clients } = await table.update<RosterShardItem>({
    key: keys.rosterShard(life, shard),
    set: 'SET v = :v ADD clients :change',
    values: { ':v': 1, ':change': change },
  });
  return clients;
};

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
