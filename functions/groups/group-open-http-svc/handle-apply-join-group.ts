import type { Handler } from '../../../lib/kernel/call.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import { decideRequest } from '../decide-request.ts';
import type { GroupDeps } from '../deps.ts';

type Spec = typeof groupOpenHttpSvc.commands.handle_apply_join_group;

/** Lets in who asked, or refuses. */
export const handleApplyJoinGroup: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  await decideRequest({ ...body, account: body.Applicant_Account }, context, deps);
  return {};
};
