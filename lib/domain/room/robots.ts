import type { Ports } from '../../kernel/ports.ts';
import type { InstanceId, UserId } from '../../protocol/ids.ts';
import type { RosterItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import { forEachOf } from '../bounded.ts';
import { conditionHeld } from '../condition-held.ts';
import { dropEntry } from '../roster/roster-store.ts';
import { countClients } from './room-shards.ts';

/** Mark of who is always in the list (contract: groups.md 12). */
const always = 500;
/** A robot has no client; it stands in the first shard. */
const instance = 0 as InstanceId;

/** Puts accounts into the list of a live room for good: 2 write units each. Repeating it changes nothing. */
export const addRobots = async (
  { table, clock }: Pick<Ports, 'table' | 'clock'>,
  life: GroupLife,
  accounts: readonly UserId[],
): Promise<void> => {
  await forEachOf(accounts, async account => {
    const item: RosterItem = {
      ...keys.rosterEntry(life, 0, account, instance),
      v: 1,
      account,
      instance,
      since: 0,
      joinedAt: clock.now(),
      marks: new Set([always]),
    };
    const isNew = await conditionHeld(table.put({ item, condition: 'attribute_not_exists(PK)' }));
    if (isNew) await countClients(table, { life, shard: 0 }, 1);
  });
};

/** Takes them out again: 2 write units each. */
export const removeRobots = async (
  { table }: Pick<Ports, 'table'>,
  life: GroupLife,
  accounts: readonly UserId[],
): Promise<void> => {
  const place = { life, shard: 0 };
  await forEachOf(accounts, async account => {
    if (await dropEntry(table, place, account, { instance })) await countClients(table, place, -1);
  });
};
