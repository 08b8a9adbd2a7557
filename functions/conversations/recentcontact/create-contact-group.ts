import { createGroup } from '../../../lib/domain/conversation/contact-groups.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import { pushedConversation } from '../../../lib/protocol/conversation-pushes.ts';
import type { recentcontact } from '../../../lib/protocol/services/recentcontact.ts';
import { groupOnWire, resultOf } from '../labels-on-wire.ts';
import { knownNames } from '../names-of.ts';
import { ownerOf } from '../owner-of.ts';
import { tellLabels } from '../tell-labels.ts';

type Spec = typeof recentcontact.commands.create_contact_group;

/** Makes a group of conversations and tells the owner's other clients. */
export const createContactGroup: Handler<Spec, DeliveryPorts & Shared> = async (body, context, deps) => {
  const [wanted] = body.GroupContactItem;
  if (!wanted) throw new Fault('ConversationParameterNotValid');
  const owner = await ownerOf(body.From_Account, context, deps);
  const app = context.application.id;
  const { names, unknown } = await knownNames(deps, app, owner, wanted.ContactItem);
  const second = Math.floor(deps.clock.now() / 1000);
  const group = await createGroup(deps.table, { app, owner }, wanted.GroupName, names, second);
  const GroupItem = groupOnWire(group);
  await tellLabels(deps, context, owner, {
    PushType: 5,
    RecentContactCreateContactGroup: {
      MsgContactGroupContactItem: [
        { MsgGroupItem: GroupItem, MsgRecentContactItem: names.map(pushedConversation) },
      ],
    },
  });
  return {
    GroupResultItem: [{ GroupItem, ResultItem: wanted.ContactItem.map(item => resultOf(item, unknown)) }],
  };
};
