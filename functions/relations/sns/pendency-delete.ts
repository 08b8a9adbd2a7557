import { dropRequests } from '../../../lib/domain/friend/answer-requests.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { sns } from '../../../lib/protocol/services/sns.ts';
import { friendBatch } from '../friend-batch.ts';
import { namedAccounts } from '../named-accounts.ts';
import { withAnswers } from '../named-items.ts';
import { relationOwner } from '../relation-owner.ts';
import { resultsOf } from '../result-items.ts';
import { tellFriends } from '../tell-friends.ts';

type Spec = typeof sns.commands.pendency_delete;

/** Deletes friend requests for both sides and tells them. For the cost see `dropRequests`. */
export const pendencyDelete: Handler<Spec, DeliveryPorts & Shared> = async (body, context, deps) => {
  const owner = await relationOwner(body.From_Account, context, deps);
  const named = namedAccounts(body.To_Account);
  const peers = named.accounts.filter(account => account !== owner.owner);
  if (peers.length < named.accounts.length) named.refused.set(owner.owner, 'FriendRequestNotFound');
  const way = body.PendencyType === 'Pendency_Type_ComeIn' ? 'received' : 'sent';
  const outcome = await dropRequests(friendBatch(deps), owner, peers, way);
  await tellFriends(deps, owner, outcome.steps);
  return resultsOf(withAnswers(named, outcome));
};
