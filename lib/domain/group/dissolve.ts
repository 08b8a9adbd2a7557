import type { Key, Table } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { GroupItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import { forEachOf } from '../bounded.ts';
import { conditionHeld } from '../condition-held.ts';
import { closeState } from '../group-log/state.ts';
import { sweepRobots } from '../room/robots.ts';
import { sweepTopics } from '../topic/topic-store.ts';
import { countGroup, groupCountOf } from './group-count.ts';
import { traits } from './types.ts';

const attempts = 5;
/** Items read and deleted at once. */
const pageSize = 100;

/**
 * Dissolves a group: first its state, so that it takes no message, then in one transaction the group, its place in the list and
 * the count of its members, without which nobody can join. What is left of it nobody sees any more; `sweep` takes it
 * away. 9 write units. Whatever ends the call in between, the same call again does the rest.
 * @param now milliseconds since 1970
 * @returns how many shards its roster had, as far as that is known; undefined when it was dissolved already
 */
export const dissolve = async (
  table: Table,
  group: GroupItem,
  life: GroupLife,
  now: number,
): Promise<{ readonly shards?: number | undefined } | undefined> => {
  const closed = await closeState(table, life);
  const { app } = life;
  for (let left = attempts; left > 0; left -= 1) {
    const count = await groupCountOf(table, app, now);
    const gone = table.transact([
      {
        delete: {
          key: keys.group(app, life.group),
          condition: 'born = :born',
          values: { ':born': life.born },
        },
      },
      { delete: { key: keys.groupIndex(app, group.number) } },
      countGroup(app, group, -1, count, now),
      ...(traits[group.type].members ? [{ delete: { key: keys.memberCount(life) } }] : []),
    ]);
    if (await conditionHeld(gone)) return { shards: closed?.shards };
    const item = await table.get<GroupItem>(keys.group(app, life.group), { consistent: true });
    if (item?.born !== life.born) return undefined;
  }
  throw new Error('too many groups are dissolved at the same moment');
};

/** Whose pointer a swept item of a partition of members is. */
const accountOf = (key: Key): UserId | undefined =>
  key.SK.startsWith(keys.memberPrefix) ? (key.SK.slice(keys.memberPrefix.length) as UserId) : undefined;

/** A pointer that a later life of the group has written stays. */
const dropPointer = ({ app, group, born }: GroupLife, table: Table, account: UserId) =>
  conditionHeld(
    table.delete({
      key: keys.joined(app, account, group),
      condition: 'born = :born',
      values: { ':born': born },
    }),
  );

/** What a group has one of, beside its members. */
const dropData = (table: Table, life: GroupLife) =>
  forEachOf([keys.groupAttributes(life), keys.groupCounters(life)], key => table.delete({ key }));

/** Takes items of one partition away, each after what has to go first. @returns true when none is left */
const sweepPartition = async (
  table: Table,
  partition: string,
  most: number,
  before: (key: Key) => Promise<unknown> = async () => undefined,
): Promise<boolean> => {
  for (let left = most; left > 0; left -= pageSize) {
    const { items, next } = await table.query<Key>({
      where: 'PK = :pk',
      values: { ':pk': partition },
      project: 'PK, SK',
      consistent: true,
      limit: Math.min(left, pageSize),
    });
    await forEachOf(items, async key => {
      await before(key);
      await table.delete({ key });
    });
    if (!next) return true;
  }
  return false;
};

/**
 * Takes away what a dissolved group has left: attributes, counters, topics, permission groups, members, their pointers, mutes, bans and
 * requests; of a live room marks and robots. 2 write units for each member, 1 for each time that one is in a permission group, for each
 * mark and robot.
 * Messages, claims and the roster expire by themselves.
 * @param most members to sweep up in this call
 * @returns true when nothing is left
 */
export const sweep = async (table: Table, life: GroupLife, most: number): Promise<boolean> => {
  await dropData(table, life);
  await sweepTopics(table, life);
  await sweepRobots({ table }, life);
  for (const { PK } of [keys.permissionGroupCount(life), keys.roomMarks(life)]) {
    if (!(await sweepPartition(table, PK, most))) return false;
  }
  return sweepPartition(table, keys.memberCount(life).PK, most, async key => {
    const account = accountOf(key);
    if (account) await dropPointer(life, table, account);
  });
};
