import type { Shared } from '../../lib/domain/program.ts';
import { actingAccount } from '../../lib/kernel/authenticate.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import { recentcontact } from '../../lib/protocol/services/recentcontact.ts';

/**
 * Whose conversations a call is about.
 * @throws Fault ConversationAccountNotFound, ConversationAdminRequired
 */
export const ownerOf = async (
  named: UserId | undefined,
  { application, caller }: Context,
  { accounts }: Shared,
): Promise<UserId> => {
  const account = actingAccount(caller, named, recentcontact);
  if (!(await accounts.find(application.id, account))) throw new Fault('ConversationAccountNotFound');
  return account;
};
