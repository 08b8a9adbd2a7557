import type { Table } from '../../kernel/ports.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';

/**
 * The shard of a roster in which the clients of a member stand.
 * @param joined how many members the group had before it
 * @param size members of one shard
 */
export const shardOfMember = (joined: number, size: number): number => Math.floor(joined / size);

/** Makes a group's fan-out look into a shard from now on: nothing for the first, which always counts, else 1 write unit. */
export const openShard = async (table: Table, life: GroupLife, shard: number): Promise<void> => {
  if (shard === 0) return;
  await conditionHeld(
    table.update({
      key: keys.groupState(life),
      set: 'SET shards = :shards',
      condition: 'shards < :shards',
      values: { ':shards': shard + 1 },
    }),
  );
};
