import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import { invitationOf } from '../../../lib/domain/group/invitations.ts';
import type { Context, Handler } from '../../../lib/kernel/call.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import { answerInvitation } from '../answer-invitation.ts';
import { decideRequest } from '../decide-request.ts';
import type { GroupDeps } from '../deps.ts';

type Spec = typeof groupOpenHttpSvc.commands.handle_apply_join_group;
type Body = Parameters<Handler<Spec, GroupDeps>>[0];

/** Whether the caller answers an invitation: published clients that found it in the list of who waits do it by this command. */
const isInvited = async (
  { GroupId, Applicant_Account }: Body,
  { application, caller }: Context,
  { table, groups, clock }: GroupDeps,
): Promise<boolean> => {
  const group = await groups.expect(application.id, GroupId);
  const life = lifeOf(application.id, group);
  const invitation = await invitationOf(table, life, caller.account, clock.now());
  return invitation?.inviter === Applicant_Account;
};

/** Lets in who asked, or refuses. */
export const handleApplyJoinGroup: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  if (await isInvited(body, context, deps)) {
    await answerInvitation(body, context.caller.account, context, deps);
    return {};
  }
  await decideRequest({ ...body, account: body.Applicant_Account }, context, deps);
  return {};
};
