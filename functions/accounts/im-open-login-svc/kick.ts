import type { Shared } from '../../../lib/domain/program.ts';
import { kick as kickAccount } from '../../../lib/domain/session/kick.ts';
import type { SessionPorts } from '../../../lib/domain/session/log-in.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { imOpenLoginSvc } from '../../../lib/protocol/services/im_open_login_svc.ts';

type Spec = typeof imOpenLoginSvc.commands.kick;

/** Ends every login of an account and voids the UserSigs it has. */
export const kick: Handler<Spec, SessionPorts & Shared> = async (body, { application }, deps) => {
  await kickAccount(deps, application.id, body.UserID);
  deps.accounts.forget(application.id, body.UserID);
  return {};
};
