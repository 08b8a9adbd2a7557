import type { Table } from '../../kernel/ports.ts';
import type { GroupId } from '../../protocol/ids.ts';
import type { GroupItem, MemberItem, TopicItem } from '../../table/group-items.ts';
import { type GroupLife, permissionGroupNamed, permissionReference } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import type { PermissionGroupItem, TopicPermissionItem } from '../../table/permission-items.ts';
import type { Masks } from './rights.ts';

/** A topic, of whichever creation. */
export type NamedTopic = Pick<TopicItem, 'topic' | 'born'>;

/** What permission groups give a member, in the whole community and in each of some topics. */
export interface OwnMasks {
  readonly community: number;
  readonly topics: ReadonlyMap<GroupId, number>;
}

const union = (items: readonly { readonly permission: number }[]): number =>
  items.reduce((mask, { permission }) => mask | permission, 0);

/**
 * What its permission groups give a member: nothing is read for who is in none, else ½ read unit for each group, and ½ for each
 * group and topic. Groups that were deleted give nothing.
 */
export const ownMasksOf = async (
  table: Table,
  life: GroupLife,
  { permissionGroups }: Pick<MemberItem, 'permissionGroups'>,
  topics: readonly NamedTopic[],
): Promise<OwnMasks> => {
  if (!permissionGroups?.size) return { community: 0, topics: new Map() };
  const named = [...permissionGroups].map(permissionGroupNamed);
  const ids = [...new Set(named.map(({ id }) => id))];
  const items = await table.getMany<PermissionGroupItem | TopicPermissionItem>([
    ...ids.map(id => keys.permissionGroup(life, id)),
    ...named.flatMap(group => topics.map(topic => keys.topicPermission(life, group, topic))),
  ]);
  const groups = items.filter(
    (item): item is PermissionGroupItem => 'id' in item && permissionGroups.has(permissionReference(item)),
  );
  const there = new Set(groups.map(permissionReference));
  const given = items.filter((item): item is TopicPermissionItem => 'of' in item && there.has(item.of));
  return {
    community: union(groups),
    topics: new Map(topics.map(({ topic }) => [topic, union(given.filter(one => one.topic === topic))])),
  };
};

/** What a member may where permission groups are on: its own and what every member may, in the topic that a call is about. */
export const masksOf = async (
  table: Table,
  group: GroupItem,
  life: GroupLife,
  member: MemberItem,
): Promise<Masks> => {
  const { topic, defaultPermissions = 0 } = group;
  const own = await ownMasksOf(table, life, member, topic ? [topic] : []);
  return {
    community: own.community | defaultPermissions,
    topic: topic ? (own.topics.get(topic.topic) ?? 0) | (topic.defaultPermissions ?? 0) : 0,
  };
};

/** What a member may in each of several topics of a community: `ownMasksOf` says what it costs. */
export const masksInTopics = async (
  table: Table,
  { defaultPermissions = 0 }: GroupItem,
  life: GroupLife,
  member: MemberItem,
  topics: readonly TopicItem[],
): Promise<ReadonlyMap<GroupId, Masks>> => {
  const own = await ownMasksOf(table, life, member, topics);
  const community = own.community | defaultPermissions;
  return new Map(
    topics.map(({ topic, defaultPermissions: usual = 0 }) => [
      topic,
      { community, topic: (own.topics.get(topic) ?? 0) | usual },
    ]),
  );
};
