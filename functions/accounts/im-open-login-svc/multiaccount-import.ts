import type * as z from 'zod';
import type { ProfileValues } from '../../../lib/domain/account/account-store.ts';
import { importAccount } from '../../../lib/domain/account/import-account.ts';
import { importedProfile } from '../../../lib/domain/profile/profile.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import type { SessionPorts } from '../../../lib/domain/session/log-in.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { UserId } from '../../../lib/protocol/ids.ts';
import {
  accountsPerCall,
  type imOpenLoginSvc,
  importedAccount,
} from '../../../lib/protocol/services/im_open_login_svc.ts';

type Spec = typeof imOpenLoginSvc.commands.multiaccount_import;
type Entry = z.output<Spec['body']>[number];

/** What an entry asks for; undefined when the entry is not valid. */
const wanted = (entry: Entry): { account: UserId; profile: ProfileValues } | undefined => {
  const { data } = importedAccount.safeParse(entry);
  if (!data) return undefined;
  try {
    return { account: data.UserID, profile: importedProfile(data.Nick, data.FaceUrl) };
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
};

/** Creates accounts, or changes the profiles of those that exist, each for itself. For the cost of one see `importAccount`. */
export const multiaccountImport: Handler<Spec, SessionPorts & Shared> = async (
  entries,
  { application, caller },
  deps,
) => {
  if (entries.length === 0 || entries.length > accountsPerCall) throw new Fault('BatchSizeNotValid');
  // Of an account named twice, the last entry counts.
  const byAccount = new Map(entries.map(entry => [entry.UserID, wanted(entry)]));
  const imports = [...byAccount.values()].map(async entry => {
    if (!entry) return;
    const whose = { account: entry.account, operator: caller.account };
    await importAccount(deps, application.id, whose, entry.profile);
    deps.accounts.forget(application.id, entry.account);
  });
  await Promise.all(imports);
  return { FailAccounts: [...byAccount].filter(([, entry]) => !entry).map(([name]) => name) };
};
