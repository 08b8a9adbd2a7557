import type { InstanceId, UserId } from '../../protocol/ids.ts';
import type { RosterItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import { allPages } from '../all-pages.ts';
import { forEachOf } from '../bounded.ts';
import { conditionHeld } from '../condition-held.ts';
import { dropEntry } from '../roster/roster-store.ts';
import { type Listed, lineOf } from './online-list.ts';
import type { RoomPorts } from './presence.ts';
import { countComing, countGoing } from './room-shards.ts';

/** Mark of who is always in the list (contract: groups.md 12). */
export const robotMark = 500;
/** A robot has no client; it stands in the first shard. */
const instance = 0 as InstanceId;
/** Where it stands there: later than anybody can come, so that it is always in the list. */
const cameAt = 8_000_000_000_000;

const placeOf = (life: GroupLife) => ({ life, shard: 0, cameAt });

/** Puts accounts into the list of a live room for good: 2 write units each. Repeating it changes nothing. */
export const addRobots = async (
  ports: RoomPorts,
  life: GroupLife,
  accounts: readonly UserId[],
): Promise<void> => {
  await forEachOf(accounts, async account => {
    const item: RosterItem = {
      ...keys.rosterEntry(life, 0, account, instance, cameAt),
      v: 1,
      account,
      instance,
      since: 0,
      cameAt,
      hereSince: ports.clock.now(),
    };
    const isNew = await conditionHeld(ports.table.put({ item, condition: 'attribute_not_exists(PK)' }));
    if (isNew) await countComing(ports, placeOf(life), true);
  });
};

/** Takes them out again: 2 write units each. */
export const removeRobots = async (
  ports: RoomPorts,
  life: GroupLife,
  accounts: readonly UserId[],
): Promise<void> => {
  await forEachOf(accounts, async account => {
    if (await dropEntry(ports.table, placeOf(life), account, { instance }))
      await countGoing(ports, placeOf(life), { clients: 1, accounts: 1 });
  });
};

/** The robots of a live room: 1 read unit for about 25. */
export const robotsOf = async (
  { table }: Pick<RoomPorts, 'table'>,
  life: GroupLife,
): Promise<readonly Listed[]> => {
  const entries = await allPages<RosterItem>(table, {
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.rosterShard(life, 0).PK, ':prefix': keys.rosterPrefixAt(cameAt) },
    consistent: true,
  });
  return entries.map(lineOf);
};

/** Takes all robots away with a room that was dissolved: 1 read unit and 1 write unit each. They would stay for ever. */
export const sweepRobots = async ({ table }: Pick<RoomPorts, 'table'>, life: GroupLife): Promise<void> => {
  const robots = await robotsOf({ table }, life);
  await forEachOf(robots, ({ account }) => dropEntry(table, placeOf(life), account, { instance }));
};
