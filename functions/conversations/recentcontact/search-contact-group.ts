import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { recentcontact } from '../../../lib/protocol/services/recentcontact.ts';

type Spec = typeof recentcontact.commands.search_contact_group;

/** Says that none of the conversations has a group or a mark. */
export const searchContactGroup: Handler<Spec, unknown> = async (body, { caller }) => {
  actingAccount(caller, body.From_Account, recentcontact);
  return { ContactResultItem: [], GroupItem: [] };
};
