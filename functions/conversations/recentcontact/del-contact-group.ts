import { deleteGroup } from '../../../lib/domain/conversation/contact-groups.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { recentcontact } from '../../../lib/protocol/services/recentcontact.ts';
import { groupOnWire } from '../labels-on-wire.ts';
import { ownerOf } from '../owner-of.ts';
import { tellLabels } from '../tell-labels.ts';

type Spec = typeof recentcontact.commands.del_contact_group;

/** Deletes a group of conversations and tells the owner's other clients. */
export const delContactGroup: Handler<Spec, DeliveryPorts & Shared> = async (body, context, deps) => {
  const [name] = body.GroupName;
  if (name === undefined) throw new Fault('ConversationParameterNotValid');
  const owner = await ownerOf(body.From_Account, context, deps);
  const second = Math.floor(deps.clock.now() / 1000);
  const group = await deleteGroup(deps.table, { app: context.application.id, owner }, name, second);
  const GroupItem = [groupOnWire(group)];
  const RecentContactDelContactGroup = { MsgGroupItem: GroupItem };
  await tellLabels(deps, context, owner, { PushType: 6, RecentContactDelContactGroup });
  return { GroupItem };
};
