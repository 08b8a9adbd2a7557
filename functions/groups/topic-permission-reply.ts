import { giveInTopic, topicPermissionsOf } from '../../lib/domain/permission/topic-permissions.ts';
import { topicsOf } from '../../lib/domain/topic/topic-store.ts';
import type { Context } from '../../lib/kernel/call.ts';
import type { ErrorName } from '../../lib/protocol/errors.ts';
import type { GroupId } from '../../lib/protocol/ids.ts';
import { permissionChange } from '../../lib/protocol/permission-pushes.ts';
import type { TopicItem } from '../../lib/table/group-items.ts';
import type { GroupDeps } from './deps.ts';
import { type PermissionGroupCall, permissionGroupCall } from './permission-call.ts';
import { checkTopicGifts, checkTopicManagers, masksOfActor } from './permission-gifts.ts';
import { resultOf } from './permission-on-wire.ts';
import { tellPermissions } from './tell-permissions.ts';

interface NamedTopics {
  readonly GroupId: GroupId;
  readonly PermissionGroupId: string;
}

/** A permission group, and the topics that a call is about, of which some may not exist. */
export interface TopicPermissionCall extends PermissionGroupCall {
  readonly topics: ReadonlyMap<string, TopicItem>;
  readonly masks: Awaited<ReturnType<typeof masksOfActor>>;
}

/**
 * The permission group whose rights in topics a call changes, for who may manage those of each topic: 2 read units, 1 for about 15 topics of
 * the community, and what `masksInTopics` says.
 * @throws Fault GroupNotPermitted, and what `permissionGroupCall` throws
 */
export const topicPermissionCall = async (
  body: NamedTopics,
  named: readonly string[],
  context: Context,
  deps: GroupDeps,
): Promise<TopicPermissionCall> => {
  const called = await permissionGroupCall(body, 'seeMembers', context, deps);
  const wanted = new Set(named);
  const topics = (await topicsOf(deps.table, called.life)).filter(({ topic }) => wanted.has(topic));
  const masks = await masksOfActor(deps, called, topics);
  checkTopicManagers(masks, called, 'manageTopicPermissions', topics);
  return { ...called, topics: new Map(topics.map(topic => [topic.topic, topic])), masks };
};

interface Wish {
  readonly TopicId: string;
  readonly Permission: number;
}

const ways = {
  new: { missed: 'TopicPermissionExists', told: permissionChange.topicPermissionsAdded },
  changed: { missed: 'TopicPermissionNotFound', told: permissionChange.topicPermissionsChanged },
} as const satisfies Record<string, { missed: ErrorName; told: number }>;

/** What somebody may give in a topic is bound by what it has, not by what the permission group has already. */
const checkGifts = async (
  { table }: GroupDeps,
  { life, permissionGroup, topics, masks }: TopicPermissionCall,
  wishes: readonly Wish[],
): Promise<void> => {
  if (!masks) return;
  const before = await topicPermissionsOf(table, life, permissionGroup);
  const gifts = wishes.flatMap(({ TopicId, Permission: to }) => {
    const topic = topics.get(TopicId);
    if (!topic) return [];
    const given = before.find(one => one.topic === topic.topic && one.born === topic.born);
    return [{ topic, from: given?.permission, to }];
  });
  checkTopicGifts(masks, gifts);
};

/**
 * Gives a permission group rights in topics and tells everyone in the community: 1 write unit for each, and 1 request to the queue.
 * @param how `new`: in topics that it has none in; `changed`: in those that it has some in
 */
export const topicPermissionReply = async (
  body: NamedTopics & { readonly TopicPermissionList: readonly Wish[] },
  how: keyof typeof ways,
  context: Context,
  deps: GroupDeps,
) => {
  const wishes = [...new Map(body.TopicPermissionList.map(wish => [wish.TopicId, wish])).values()];
  const named = wishes.map(({ TopicId }) => TopicId);
  const called = await topicPermissionCall(body, named, context, deps);
  await checkGifts(deps, called, wishes);
  const { group, life, permissionGroup, topics } = called;
  const done: Wish[] = [];
  const results: (ReturnType<typeof resultOf> & { TopicId: string })[] = [];
  for (const wish of wishes) {
    const topic = topics.get(wish.TopicId);
    const given =
      topic && (await giveInTopic(deps.table, life, permissionGroup, topic, wish.Permission, how));
    if (given) done.push(wish);
    const missed = topic ? ways[how].missed : 'PermissionTopicNotValid';
    results.push({ TopicId: wish.TopicId, ...resultOf(given ? undefined : missed) });
  }
  if (done.length > 0)
    await tellPermissions(
      { deps, context, group },
      { OpType: ways[how].told, PermissionGroupId: permissionGroup.id, TopicPermissionList: done },
    );
  return { TopicPermissionResultList: results };
};
