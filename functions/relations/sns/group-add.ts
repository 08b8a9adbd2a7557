import { isGroupName } from '../../../lib/domain/friend/friend-fields.ts';
import { ensureGroups } from '../../../lib/domain/friend/friend-groups.ts';
import { idsOf } from '../../../lib/domain/friend/group-list.ts';
import { moveMembers } from '../../../lib/domain/friend/group-members.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { sns } from '../../../lib/protocol/services/sns.ts';
import { friendBatch } from '../friend-batch.ts';
import { namedAccounts } from '../named-accounts.ts';
import { withAnswers } from '../named-items.ts';
import { relationOwner } from '../relation-owner.ts';
import { resultsOf } from '../result-items.ts';
import { groupSequenceOf, tellGroups } from '../tell-groups.ts';

type Spec = typeof sns.commands.group_add;

/** Makes friend groups, puts friends into them, and tells the owner's other clients. For the cost see `moveMembers`. */
export const groupAdd: Handler<Spec, DeliveryPorts & Shared> = async (body, context, deps) => {
  if (!body.GroupName.every(isGroupName)) {
    throw new Fault('RelationParameterNotValid', 'the name of a friend group has 1 to 30 bytes');
  }
  const owner = await relationOwner(body.From_Account, context, deps);
  const { groups, sequence } = await ensureGroups(deps.table, owner, body.GroupName);
  if (!body.To_Account) return { CurrentSequence: sequence };
  const named = namedAccounts(body.To_Account);
  const moves = new Map(named.accounts.map(account => [account, 'join'] as const));
  const outcome = await moveMembers(friendBatch(deps), owner, idsOf(groups, body.GroupName), moves);
  await tellGroups(deps, context, owner, outcome.done);
  return {
    ...resultsOf(withAnswers(named, outcome)),
    CurrentSequence: await groupSequenceOf(deps.table, owner),
  };
};
