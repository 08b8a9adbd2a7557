import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import { answerInvitation } from '../answer-invitation.ts';
import type { GroupDeps } from '../deps.ts';

type Spec = typeof groupOpenHttpSvc.commands.handle_invite_join_group;

/** Comes into a group that one is invited to, as `join` says what it costs, or declines: 1 write unit. */
export const handleInviteJoinGroup: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const account = actingAccount(context.caller, body.Invited_Account, groupOpenHttpSvc);
  await answerInvitation(body, account, context, deps);
  return {};
};
