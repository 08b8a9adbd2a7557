import type { Handler } from '../../../lib/kernel/call.ts';
import type { groupAttributeCommands } from '../../../lib/protocol/group-attribute-commands.ts';
import { attributeReply } from '../change-attributes.ts';
import type { GroupDeps } from '../deps.ts';

type Spec = typeof groupAttributeCommands.set_group_attr;

/** Replaces the attributes of a group and tells everyone in it: 1 write unit for each begun KB of them all. */
export const setGroupAttr: Handler<Spec, GroupDeps> = (body, context, deps) =>
  attributeReply(body, { how: 'set', pairs: body.GroupAttr }, context, deps);
