import { deleteFriends } from '../../../lib/domain/friend/delete-friends.ts';
import { deletionEvents } from '../../../lib/domain/friend/friend-events.ts';
import { allFriends } from '../../../lib/domain/friend/friend-store.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { Ports } from '../../../lib/kernel/ports.ts';
import type { sns } from '../../../lib/protocol/services/sns.ts';
import { friendBatch } from '../friend-batch.ts';
import { relationOwner } from '../relation-owner.ts';
import { tellFriends } from '../tell-friends.ts';

type Spec = typeof sns.commands.friend_delete_all;

/** Deletes all friends, as `friendDelete` does; what a call has no time for, the same call again does. */
export const friendDeleteAll: Handler<Spec, DeliveryPorts & Pick<Ports, 'bus'> & Shared> = async (
  body,
  context,
  deps,
) => {
  const owner = await relationOwner(body.From_Account, context, deps);
  const { friends } = await allFriends(deps.table, owner);
  const peers = friends.map(({ friend }) => friend);
  const both = body.DeleteType === 'Delete_Type_Both';
  const { steps, answers } = await deleteFriends(friendBatch(deps), owner, peers, both, planned =>
    deps.bus.emit(deletionEvents(owner, planned, deps.clock.now())),
  );
  await tellFriends(deps, owner, steps);
  // Whom somebody else has deleted meanwhile is no friend any more, as wanted.
  const left = [...answers.values()].find(answer => answer !== 'NoFriendToDelete');
  if (left) throw new Fault(left);
  return {};
};
