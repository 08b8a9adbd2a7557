import { labelsOf } from '../../../lib/domain/conversation/labels.ts';
import { fitting } from '../../../lib/domain/conversation/list-page.ts';
import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { recentcontact } from '../../../lib/protocol/services/recentcontact.ts';
import { groupOnWire, labelOnWire } from '../labels-on-wire.ts';
import { ownerOf } from '../owner-of.ts';

type Spec = typeof recentcontact.commands.get_contact_group;

/** Reads groups, and conversations with a group or a mark. Nearly every account's fit into one answer. */
export const getContactGroup: Handler<Spec, TablePorts & Shared> = async (body, context, deps) => {
  const owner = await ownerOf(body.From_Account, context, deps);
  const { labels, groups } = await labelsOf(deps.table, { app: context.application.id, owner });
  const rest = labels.slice(body.StartIndex).map(labelOnWire);
  const count = fitting(rest);
  const complete = count === rest.length;
  return {
    ContactItem: rest.slice(0, count),
    GroupItem: groups.map(groupOnWire),
    CompleteFlag: complete ? 1 : 0,
    NextStartIndex: complete ? 0 : body.StartIndex + count,
  };
};
