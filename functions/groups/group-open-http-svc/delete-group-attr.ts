import type { Handler } from '../../../lib/kernel/call.ts';
import type { groupAttributeCommands } from '../../../lib/protocol/group-attribute-commands.ts';
import { attributeReply } from '../change-attributes.ts';
import type { GroupDeps } from '../deps.ts';

type Spec = typeof groupAttributeCommands.delete_group_attr;

/** Takes attributes away from a group and tells everyone in it: 1 write unit for each begun KB of those that are left. */
export const deleteGroupAttr: Handler<Spec, GroupDeps> = (body, context, deps) =>
  attributeReply(body, { how: 'delete', keys: body.GroupAttr }, context, deps);
