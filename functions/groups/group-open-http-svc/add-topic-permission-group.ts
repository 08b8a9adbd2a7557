import type { Handler } from '../../../lib/kernel/call.ts';
import type { permissionGroupCommands } from '../../../lib/protocol/permission-group-commands.ts';
import type { GroupDeps } from '../deps.ts';
import { topicPermissionReply } from '../topic-permission-reply.ts';

type Spec = typeof permissionGroupCommands.add_topic_permission_group;

/** Gives a permission group rights in topics that it has none in: 1 write unit for each, and 1 request to the queue. */
export const addTopicPermissionGroup: Handler<Spec, GroupDeps> = (body, context, deps) =>
  topicPermissionReply(body, 'new', context, deps);
