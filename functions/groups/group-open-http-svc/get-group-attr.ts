import { attributesOf } from '../../../lib/domain/group-attributes/attribute-store.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { getGroupAttributes } from '../../../lib/protocol/group-attribute-commands.ts';
import type { GroupDeps } from '../deps.ts';
import { presentCall } from '../present-call.ts';

/** Reads the attributes of a group: 1 read unit for each begun 4 KB, and 1 for a client. */
export const getGroupAttr: Handler<typeof getGroupAttributes, GroupDeps> = async (body, context, deps) => {
  const { life } = await presentCall(body, context, deps);
  const { main, attributes } = await attributesOf(deps.table, life);
  return {
    AttrMainSeq: main,
    GroupAttrAry: attributes.map(({ key, value, seq }) => ({ key, value, seq })),
  };
};
