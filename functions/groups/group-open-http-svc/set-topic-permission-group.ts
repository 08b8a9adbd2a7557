import type { Handler } from '../../../lib/kernel/call.ts';
import type { permissionGroupCommands } from '../../../lib/protocol/permission-group-commands.ts';
import type { GroupDeps } from '../deps.ts';
import { topicPermissionReply } from '../topic-permission-reply.ts';

type Spec = typeof permissionGroupCommands.set_topic_permission_group;

/** Changes the rights that a permission group has in topics: 1 write unit for each, and 1 request to the queue. */
export const setTopicPermissionGroup: Handler<Spec, GroupDeps> = (body, context, deps) =>
  topicPermissionReply(body, 'changed', context, deps);
