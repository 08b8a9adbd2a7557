import type { Table } from '../../kernel/ports.ts';
import { type GroupLife, type PermissionGroupName, permissionReference } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import type { TopicPermissionItem } from '../../table/permission-items.ts';
import { allPages } from '../all-pages.ts';
import { forEachOf } from '../bounded.ts';
import { conditionHeld } from '../condition-held.ts';
import type { NamedTopic } from './masks.ts';
import { permissionGroupsOf } from './permission-group-store.ts';

/** What a permission group gives in all topics: 1 read unit for about 25. Topics that are gone may be among them. */
export const topicPermissionsOf = (
  table: Table,
  life: GroupLife,
  group: PermissionGroupName,
): Promise<readonly TopicPermissionItem[]> =>
  allPages<TopicPermissionItem>(table, {
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.permissionGroupCount(life).PK, ':prefix': keys.topicPermissionPrefix(group) },
    consistent: true,
  });

/**
 * Gives a permission group rights in a topic: 1 write unit.
 * @param how `new`: it must have none there; `changed`: it must have some
 * @returns false when that is not so
 */
export const giveInTopic = (
  table: Table,
  life: GroupLife,
  group: PermissionGroupName,
  { topic, born }: NamedTopic,
  permission: number,
  how: 'new' | 'changed',
): Promise<boolean> => {
  const item: TopicPermissionItem = {
    ...keys.topicPermission(life, group, { topic, born }),
    v: 1,
    of: permissionReference(group),
    topic,
    born,
    permission,
  };
  const condition = how === 'new' ? 'attribute_not_exists(PK)' : 'attribute_exists(PK)';
  return conditionHeld(table.put({ item, condition }));
};

/** Takes a permission group's rights in a topic away: 1 write unit. @returns false when it had none */
export const takeInTopic = (
  table: Table,
  life: GroupLife,
  group: PermissionGroupName,
  topic: NamedTopic,
): Promise<boolean> =>
  conditionHeld(
    table.delete({
      key: keys.topicPermission(life, group, topic),
      condition: 'attribute_exists(PK)',
    }),
  );

/**
 * Takes away what permission groups gave in topics that were deleted: 1 read unit, and 1 write unit for each topic and group. Nobody has
 * had it any more since the deletion; a topic that gets the id next is another one.
 */
export const sweepTopicPermissions = async (
  table: Table,
  life: GroupLife,
  topics: readonly NamedTopic[],
): Promise<void> => {
  const groups = await permissionGroupsOf(table, life);
  const gone = groups.flatMap(group => topics.map(topic => keys.topicPermission(life, group, topic)));
  await forEachOf(gone, key => table.delete({ key }));
};
