import { topicPermissionsOf } from '../../../lib/domain/permission/topic-permissions.ts';
import { topicsOf } from '../../../lib/domain/topic/topic-store.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { permissionGroupCommands } from '../../../lib/protocol/permission-group-commands.ts';
import type { GroupDeps } from '../deps.ts';
import { permissionGroupCall } from '../permission-call.ts';
import { resultOf } from '../permission-on-wire.ts';

type Spec = typeof permissionGroupCommands.get_topic_permission_group;

/** Reads what a permission group gives in topics: 1 read unit for about 25 of them, and 1 for about 15 topics of the community. */
export const getTopicPermissionGroup: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { life, permissionGroup } = await permissionGroupCall(body, 'seeMembers', context, deps);
  const [topics, given] = await Promise.all([
    topicsOf(deps.table, life),
    topicPermissionsOf(deps.table, life, permissionGroup),
  ]);
  const there = new Map(topics.map(({ topic, born }) => [topic as string, born]));
  const masks = new Map(
    given
      .filter(({ topic, born }) => there.get(topic) === born)
      .map(({ topic, permission }) => [topic as string, permission]),
  );
  const named = body.TopicIdList?.length ? [...new Set(body.TopicIdList)] : [...masks.keys()];
  return {
    TopicPermissionResultList: named.map(TopicId => {
      const Permission = masks.get(TopicId);
      if (Permission !== undefined) return { TopicId, ...resultOf(), Permission };
      const fault = there.has(TopicId) ? 'TopicPermissionNotFound' : 'PermissionTopicNotValid';
      return { TopicId, ...resultOf(fault) };
    }),
  };
};
