import { lifeOf } from '../../lib/domain/group/group-store.ts';
import { notice, tellNotice } from '../../lib/domain/group/notices.ts';
import { decide, forget, reopen } from '../../lib/domain/group/requests.ts';
import { actorIn, permit } from '../../lib/domain/group/standing.ts';
import { asksInvited } from '../../lib/domain/group/types.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { GroupId, UserId } from '../../lib/protocol/ids.ts';
import { addMembers } from './add-members.ts';
import { askInvited } from './ask-invited.ts';
import type { GroupDeps } from './deps.ts';
import { type Place, welcome } from './membership.ts';

/** A decision about somebody who waits to be let in. */
export interface Decision {
  readonly GroupId: GroupId;
  readonly HandleMsg: 'Agree' | 'Reject';
  readonly ApprovalMsg?: string | undefined;
  readonly account: UserId;
  /** Who invited it; absent: it asked itself. */
  readonly inviter?: UserId;
}

const letIn = async (place: Place, account: UserId): Promise<void> => {
  const { deps, context, group } = place;
  const life = lifeOf(context.application.id, group);
  const { members, count, obstacle } = await addMembers(place, [account]);
  if (obstacle) {
    await reopen(deps.table, life, account);
    throw new Fault(obstacle === 'GroupAccountNotFound' ? 'GroupRequestHandled' : obstacle);
  }
  await welcome(place, members, { operator: context.caller.account, joinType: 1, count });
  await forget(deps.table, life, account);
};

/**
 * Lets somebody in who waits, or refuses, and tells it: of two who decide at once one does. An agreement that a call did not carry
 * out is carried out by the next.
 * @throws Fault GroupNotPermitted, GroupRequestHandled, GroupFull, TooManyGroupsOfAccount
 */
export const decideRequest = async (
  { GroupId, HandleMsg, ApprovalMsg, account, inviter }: Decision,
  context: Context,
  deps: GroupDeps,
): Promise<void> => {
  const { application, caller, call } = context;
  const group = await deps.groups.expect(application.id, GroupId);
  const life = lifeOf(application.id, group);
  permit('decide', group, await actorIn(deps.table, group, life, caller));
  const agrees = HandleMsg === 'Agree';
  const request = { account, ...(inviter && { inviter }) };
  const decided = await decide(deps.table, life, request, agrees ? 'agreed' : 'refused', deps.clock.now());
  if (!decided) throw new Fault('GroupRequestHandled');
  const place = { deps, context, group };
  if (agrees && inviter && asksInvited(group.type, application.settings)) {
    await askInvited(place, inviter, [account]);
    await forget(deps.table, life, account);
    return;
  }
  if (agrees) await letIn(place, account);
  const body = {
    ReportType: agrees ? notice.letIn : notice.refused,
    Operator_Account: caller.account,
    RemarkInfo: ApprovalMsg ?? '',
  };
  // Who was invited knows nothing of a refusal.
  const told = inviter && !agrees ? [inviter] : [account];
  await tellNotice(deps, application.id, group, told, body, call.connection);
};
