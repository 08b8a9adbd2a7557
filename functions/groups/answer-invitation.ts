import { lifeOf } from '../../lib/domain/group/group-store.ts';
import { answerOnce, forgetInvitation, reopenInvitation } from '../../lib/domain/group/invitations.ts';
import { notice, tellNotice } from '../../lib/domain/group/notices.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { GroupId, UserId } from '../../lib/protocol/ids.ts';
import { addMembers } from './add-members.ts';
import type { GroupDeps } from './deps.ts';
import { type Place, welcome } from './membership.ts';

/** What somebody who is invited answers. */
export interface InvitationAnswer {
  readonly GroupId: GroupId;
  readonly HandleMsg: 'Agree' | 'Reject';
  readonly ApprovalMsg?: string | undefined;
}

const comeIn = async (place: Place, account: UserId, inviter: UserId): Promise<void> => {
  const { deps, context, group } = place;
  const { members, count, obstacle } = await addMembers(place, [account]);
  if (obstacle) {
    await reopenInvitation(deps.table, lifeOf(context.application.id, group), account);
    throw new Fault(obstacle === 'GroupAccountNotFound' ? 'GroupRequestHandled' : obstacle);
  }
  // Published clients list the group by this notice, the one that answers too.
  await welcome(place, members, { operator: inviter, joinType: 2, count, callerToo: true });
};

/**
 * Lets somebody in who was invited and agrees, or notes that it does not, and tells who invited it: of two answers at once one counts,
 * an agreement that a call did not carry out is carried out by the next.
 * @throws Fault GroupRequestHandled, GroupFull, TooManyGroupsOfAccount, GroupNotFound
 */
export const answerInvitation = async (
  { GroupId, HandleMsg, ApprovalMsg }: InvitationAnswer,
  account: UserId,
  context: Context,
  deps: GroupDeps,
): Promise<void> => {
  const { id: app } = context.application;
  const group = await deps.groups.expect(app, GroupId);
  const life = lifeOf(app, group);
  const agrees = HandleMsg === 'Agree';
  const answer = agrees ? 'agreed' : 'refused';
  const invitation = await answerOnce(deps.table, life, account, answer, deps.clock.now());
  if (!invitation) throw new Fault('GroupRequestHandled');
  const { inviter } = invitation;
  if (agrees) await comeIn({ deps, context, group }, account, inviter);
  const body = {
    ReportType: agrees ? notice.accepted : notice.declined,
    Operator_Account: account,
    RemarkInfo: ApprovalMsg ?? '',
  };
  await tellNotice(deps, app, group, [inviter], body);
  if (agrees) await forgetInvitation(deps.table, life, account);
};
