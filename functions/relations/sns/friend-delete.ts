import { deleteFriends } from '../../../lib/domain/friend/delete-friends.ts';
import { deletionEvents } from '../../../lib/domain/friend/friend-events.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { Ports } from '../../../lib/kernel/ports.ts';
import type { sns } from '../../../lib/protocol/services/sns.ts';
import { friendBatch } from '../friend-batch.ts';
import { namedAccounts } from '../named-accounts.ts';
import { withAnswers } from '../named-items.ts';
import { relationOwner } from '../relation-owner.ts';
import { resultsOf } from '../result-items.ts';
import { tellFriends } from '../tell-friends.ts';

type Spec = typeof sns.commands.friend_delete;

/** Deletes friends and tells all whose lists have changed, and webhooks. For the cost see `deleteFriends`. */
export const friendDelete: Handler<Spec, DeliveryPorts & Pick<Ports, 'bus'> & Shared> = async (
  body,
  context,
  deps,
) => {
  const owner = await relationOwner(body.From_Account, context, deps);
  const named = namedAccounts(body.To_Account);
  const peers = named.accounts.filter(account => account !== owner.owner);
  if (peers.length < named.accounts.length) named.refused.set(owner.owner, 'NoFriendToDelete');
  const both = body.DeleteType === 'Delete_Type_Both';
  const outcome = await deleteFriends(friendBatch(deps), owner, peers, both, steps =>
    deps.bus.emit(deletionEvents(owner, steps, deps.clock.now())),
  );
  await tellFriends(deps, owner, outcome.steps);
  return resultsOf(withAnswers(named, outcome));
};
