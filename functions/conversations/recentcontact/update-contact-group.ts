import { changeMembers, renameGroup } from '../../../lib/domain/conversation/contact-groups.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { pushedConversation } from '../../../lib/protocol/conversation-pushes.ts';
import type { recentcontact } from '../../../lib/protocol/services/recentcontact.ts';
import { groupOnWire, resultOf } from '../labels-on-wire.ts';
import { knownNames, namesOf } from '../names-of.ts';
import { ownerOf } from '../owner-of.ts';
import { tellLabels } from '../tell-labels.ts';

type Spec = typeof recentcontact.commands.update_contact_group;

/** Renames a group or changes what is in it, and tells the owner's other clients. */
export const updateContactGroup: Handler<Spec, DeliveryPorts & Shared> = async (body, context, deps) => {
  const owner = await ownerOf(body.From_Account, context, deps);
  const whose = { app: context.application.id, owner };
  const second = Math.floor(deps.clock.now() / 1000);
  const { UpdateGroup: wanted } = body;
  const { UpdateGroupType, OldGroupName } = wanted;
  const moves = wanted.UpdateGroupType === 2 ? wanted.ContactUpdateItem : [];
  const { unknown } = await knownNames(
    deps,
    whose.app,
    owner,
    moves.map(({ ContactItem }) => ContactItem),
  );
  const peersTo = (type: 1 | 2) => {
    const moved = moves.filter(move => move.ContactOptType === type).map(move => move.ContactItem);
    return namesOf(moved).filter(name => !unknown.has(name));
  };
  const [join, leave] = [peersTo(1), peersTo(2)];
  const group =
    wanted.UpdateGroupType === 1
      ? await renameGroup(deps.table, whose, OldGroupName, wanted.NewGroupName, second)
      : await changeMembers(deps.table, whose, OldGroupName, { join, leave }, second);
  const result = { UpdateGroupType, ...groupOnWire(group), OldGroupName };
  const moved = (ContactOptType: 1 | 2) => (peer: string) => ({
    ContactOptType,
    RecentContactItem: pushedConversation(peer),
  });
  await tellLabels(deps, context, owner, {
    PushType: 7,
    RecentContactUpdateContactGroup: {
      UpdateType: 1,
      MsgUpdateGroup: {
        ...result,
        ...(moves.length > 0 && {
          RecentContactUpdateGroupItem: [...join.map(moved(1)), ...leave.map(moved(2))],
        }),
      },
    },
  });
  const ContactResultItem = moves.map(({ ContactOptType, ContactItem }) => ({
    ContactOptType,
    ...resultOf(ContactItem, unknown),
  }));
  return { UpdateType: 1, UpdateGroupResult: { ...result, ContactResultItem } };
};
