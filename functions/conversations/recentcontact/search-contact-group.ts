import { isEmpty, labelOf, storedLabelsOf } from '../../../lib/domain/conversation/labels.ts';
import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { recentcontact } from '../../../lib/protocol/services/recentcontact.ts';
import { groupOnWire, labelOnWire } from '../labels-on-wire.ts';
import { namesOf } from '../names-of.ts';
import { ownerOf } from '../owner-of.ts';

type Spec = typeof recentcontact.commands.search_contact_group;

/** Reads groups and marks of named conversations: 1 read unit each. What has none is left out. */
export const searchContactGroup: Handler<Spec, TablePorts & Shared> = async (body, context, deps) => {
  const owner = await ownerOf(body.From_Account, context, deps);
  const peers = namesOf(body.ContactItem);
  const { items, index } = await storedLabelsOf(deps.table, { app: context.application.id, owner }, peers);
  const groups = index?.contactGroups ?? [];
  const found = peers.flatMap(peer => items.get(peer) ?? []).map(item => labelOf(item, groups));
  return {
    ContactResultItem: found.filter(label => !isEmpty(label)).map(labelOnWire),
    GroupItem: groups.map(groupOnWire),
  };
};
