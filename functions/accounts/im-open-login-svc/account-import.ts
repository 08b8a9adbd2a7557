import { importAccount } from '../../../lib/domain/account/account-store.ts';
import { importedProfile } from '../../../lib/domain/profile/profile.ts';
import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { imOpenLoginSvc } from '../../../lib/protocol/services/im_open_login_svc.ts';

type Spec = typeof imOpenLoginSvc.commands.account_import;

/** Creates an account: 1 write unit, 2 when it exists and its profile is set. */
export const accountImport: Handler<Spec, TablePorts & Shared> = async (
  body,
  { application },
  { table, clock, accounts },
) => {
  const profile = importedProfile(body.Nick, body.FaceUrl);
  await importAccount(table, application.id, body.UserID, clock.now(), profile);
  accounts.forget(application.id, body.UserID);
  return {};
};
