import type * as z from 'zod';
import { importAccount, type ProfileValues } from '../../../lib/domain/account/account-store.ts';
import { importedProfile } from '../../../lib/domain/profile/profile.ts';
import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
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

/** Creates accounts, each for itself: 1 write unit for one, 2 when it exists and its profile is set. */
export const multiaccountImport: Handler<Spec, TablePorts & Shared> = async (
  entries,
  { application },
  { table, clock, accounts },
) => {
  if (entries.length === 0 || entries.length > accountsPerCall) throw new Fault('BatchSizeNotValid');
  // Of an account named twice, the last entry counts.
  const byAccount = new Map(entries.map(entry => [entry.UserID, wanted(entry)]));
  const imports = [...byAccount.values()].map(async entry => {
    if (!entry) return;
    await importAccount(table, application.id, entry.account, clock.now(), entry.profile);
    accounts.forget(application.id, entry.account);
  });
  await Promise.all(imports);
  return { FailAccounts: [...byAccount].filter(([, entry]) => !entry).map(([name]) => name) };
};
