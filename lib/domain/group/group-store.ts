import type { Table } from '../../kernel/ports.ts';
import type { GroupId, SdkAppId } from '../../protocol/ids.ts';
import type { GroupItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';

/** The life that a group is in, or the one of its topics that a call is about. */
export const lifeOf = (
  app: SdkAppId,
  { group, born, topic }: Pick<GroupItem, 'group' | 'born' | 'topic'>,
): GroupLife =>
  topic ? { app, group: topic.topic, born: topic.born, community: { group, born } } : { app, group, born };

/** A group as it is now: 1 read unit for each begun 4 KB. Undefined when there is none. */
export const groupOf = (table: Table, app: SdkAppId, group: GroupId): Promise<GroupItem | undefined> =>
  table.get<GroupItem>(keys.group(app, group), { consistent: true });

/** Those of the groups that exist: 1 read unit each. */
export const groupsOf = async (
  table: Table,
  app: SdkAppId,
  groups: readonly GroupId[],
): Promise<ReadonlyMap<GroupId, GroupItem>> => {
  const wanted = [...new Set(groups)].map(group => keys.group(app, group));
  const items = await table.getMany<GroupItem>(wanted, { consistent: true });
  return new Map(items.map(item => [item.group, item]));
};
