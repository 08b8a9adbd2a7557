import { forEachOf } from '../../../lib/domain/bounded.ts';
import { takeInTopic } from '../../../lib/domain/permission/topic-permissions.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { permissionGroupCommands } from '../../../lib/protocol/permission-group-commands.ts';
import { permissionChange } from '../../../lib/protocol/permission-pushes.ts';
import type { GroupDeps } from '../deps.ts';
import { resultOf } from '../permission-on-wire.ts';
import { tellPermissions } from '../tell-permissions.ts';
import { topicPermissionCall } from '../topic-permission-reply.ts';

type Spec = typeof permissionGroupCommands.delete_topic_permission_group;

/** Takes rights in topics away from a permission group: 1 write unit for each, and 1 request to the queue. */
export const deleteTopicPermissionGroup: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const named = [...new Set(body.TopicIdList)];
  const called = await topicPermissionCall(body, named, context, deps);
  const { group, life, permissionGroup, topics } = called;
  const results = await forEachOf(named, async TopicId => {
    const topic = topics.get(TopicId);
    if (!topic) return { TopicId, ...resultOf('PermissionTopicNotValid') };
    const taken = await takeInTopic(deps.table, life, permissionGroup, topic);
    return { TopicId, ...resultOf(taken ? undefined : 'TopicPermissionDeleted') };
  });
  const TopicIdList = results.filter(({ ErrorCode }) => ErrorCode === 0).map(({ TopicId }) => TopicId);
  if (TopicIdList.length > 0)
    await tellPermissions(
      { deps, context, group },
      {
        OpType: permissionChange.topicPermissionsDeleted,
        PermissionGroupId: permissionGroup.id,
        TopicIdList,
      },
    );
  return { TopicPermissionResultList: [...results] };
};
