import { checkType } from '../../../lib/domain/group/refused-commands.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { groupAttributeCommands } from '../../../lib/protocol/group-attribute-commands.ts';
import { attributeReply } from '../change-attributes.ts';
import type { GroupDeps } from '../deps.ts';

type Spec = typeof groupAttributeCommands.clear_group_attr;

/** Takes all attributes away from a group and tells everyone in it: 1 write unit. */
export const clearGroupAttr: Handler<Spec, GroupDeps> = (body, context, deps) =>
  attributeReply(body, { how: 'clear' }, context, deps, ({ group }) =>
    checkType('clear_group_attr', group.type),
  );
