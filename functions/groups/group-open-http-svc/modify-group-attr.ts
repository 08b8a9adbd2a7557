import type { Handler } from '../../../lib/kernel/call.ts';
import type { groupAttributeCommands } from '../../../lib/protocol/group-attribute-commands.ts';
import { attributeReply } from '../change-attributes.ts';
import type { GroupDeps } from '../deps.ts';

type Spec = typeof groupAttributeCommands.modify_group_attr;

/** Adds or changes attributes of a group and tells everyone in it: 1 write unit for each begun KB of them all. */
export const modifyGroupAttr: Handler<Spec, GroupDeps> = (body, context, deps) =>
  attributeReply(body, { how: 'modify', pairs: body.GroupAttr }, context, deps);
