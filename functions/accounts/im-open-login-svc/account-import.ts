import { importAccount } from '../../../lib/domain/account/import-account.ts';
import { importedProfile } from '../../../lib/domain/profile/profile.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import type { SessionPorts } from '../../../lib/domain/session/log-in.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { imOpenLoginSvc } from '../../../lib/protocol/services/im_open_login_svc.ts';

type Spec = typeof imOpenLoginSvc.commands.account_import;

/** Creates an account, or changes the profile of one that exists. For the cost see `importAccount`. */
export const accountImport: Handler<Spec, SessionPorts & Shared> = async (
  body,
  { application, caller },
  deps,
) => {
  const profile = importedProfile(body.Nick, body.FaceUrl);
  const whose = { account: body.UserID, operator: caller.account };
  await importAccount(deps, application.id, whose, profile);
  deps.accounts.forget(application.id, body.UserID);
  return {};
};
