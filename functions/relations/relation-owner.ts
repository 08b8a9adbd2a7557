import type { Shared } from '../../lib/domain/program.ts';
import { actingAccount } from '../../lib/kernel/authenticate.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import { sns } from '../../lib/protocol/services/sns.ts';

/**
 * Whose relations a call is about.
 * @throws Fault RelationAccountNotFound, RelationAdminRequired
 */
export const relationOwner = async (
  named: UserId | undefined,
  { application, caller }: Context,
  { accounts }: Shared,
): Promise<{ readonly app: typeof application.id; readonly owner: UserId }> => {
  const owner = actingAccount(caller, named, sns);
  if (!(await accounts.find(application.id, owner))) throw new Fault('RelationAccountNotFound');
  return { app: application.id, owner };
};
