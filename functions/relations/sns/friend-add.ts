import { addFriends } from '../../../lib/domain/friend/add-friends.ts';
import { additionEvents } from '../../../lib/domain/friend/friend-events.ts';
import { flawOf, isSource } from '../../../lib/domain/friend/friend-fields.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { Ports } from '../../../lib/kernel/ports.ts';
import type { sns } from '../../../lib/protocol/services/sns.ts';
import { actingAdmin } from '../acting-admin.ts';
import { friendBatch } from '../friend-batch.ts';
import { mapped, namedItems, withAnswers } from '../named-items.ts';
import { relationOwner } from '../relation-owner.ts';
import { resultsOf } from '../result-items.ts';
import { tellFriends } from '../tell-friends.ts';

type Spec = typeof sns.commands.friend_add;

/** Adds friends or asks them, and tells both sides and webhooks. For the cost of each see `addFriends`. */
export const friendAdd: Handler<Spec, DeliveryPorts & Pick<Ports, 'bus'> & Shared> = async (
  body,
  context,
  deps,
) => {
  const forced = body.ForceAddFlags === 1;
  if (forced && !context.caller.admin) throw new Fault('RelationAdminRequired');
  const owner = await relationOwner(body.From_Account, context, deps);
  const named = namedItems(
    body.AddFriendItem,
    owner.owner,
    ({ AddSource, AddWording, Remark, GroupName }) =>
      isSource(AddSource) &&
      !flawOf({ wording: AddWording, remark: Remark, groups: GroupName ? [GroupName] : [] }),
  );
  const wishes = mapped(named.items, ({ AddSource, AddWording, Remark, GroupName }, peer) => ({
    peer,
    source: AddSource,
    wording: AddWording,
    remark: Remark,
    // Published clients send no name as an empty one.
    group: GroupName || undefined,
  }));
  const mode = { both: body.AddType === 'Add_Type_Both', forced };
  const outcome = await addFriends(friendBatch(deps), owner, wishes, mode);
  const addition = { command: 'friend_add', admin: actingAdmin(context, owner.owner), forced } as const;
  await deps.bus.emit(additionEvents(owner, outcome.steps, addition, deps.clock.now()));
  await tellFriends(deps, owner, outcome.steps);
  return resultsOf(withAnswers(named, outcome));
};
