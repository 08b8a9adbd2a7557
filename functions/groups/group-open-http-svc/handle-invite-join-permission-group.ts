import type { Handler } from '../../../lib/kernel/call.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import { decideRequest } from '../decide-request.ts';
import type { GroupDeps } from '../deps.ts';

type Spec = typeof groupOpenHttpSvc.commands.handle_invite_join_permission_group;

/** Lets in whom a member invited, or refuses. */
export const handleInviteJoinPermissionGroup: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { Applicant_Account: inviter, Invited_Account: account } = body;
  await decideRequest({ ...body, account, inviter }, context, deps);
  return {};
};
