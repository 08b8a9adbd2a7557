import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { recentcontact } from '../../../lib/protocol/services/recentcontact.ts';

type Spec = typeof recentcontact.commands.get_contact_group;

/** Says that there are no conversation groups and no marks. */
export const getContactGroup: Handler<Spec, unknown> = async (body, { caller }) => {
  actingAccount(caller, body.From_Account, recentcontact);
  return { ContactItem: [], GroupItem: [], CompleteFlag: 1, NextStartIndex: 0 };
};
