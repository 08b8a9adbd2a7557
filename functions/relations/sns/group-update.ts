import type * as z from 'zod';
import { isGroupName } from '../../../lib/domain/friend/friend-fields.ts';
import { existing, renameGroup } from '../../../lib/domain/friend/friend-groups.ts';
import { friendIndexOf } from '../../../lib/domain/friend/friend-index.ts';
import { moveMembers } from '../../../lib/domain/friend/group-members.ts';
import type { FriendOwner } from '../../../lib/domain/friend/tie.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import type { Context, Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { sns } from '../../../lib/protocol/services/sns.ts';
import { friendBatch } from '../friend-batch.ts';
import { mapped, namedItems, withAnswers } from '../named-items.ts';
import { relationOwner } from '../relation-owner.ts';
import { failedOf, resultOf } from '../result-items.ts';
import { groupSequenceOf, tellGroups } from '../tell-groups.ts';

type Spec = typeof sns.commands.group_update;
type Item = NonNullable<z.output<Spec['body']>['UpdateGroupItem']>[number];

const moved = async (
  deps: DeliveryPorts,
  context: Context,
  owner: FriendOwner,
  groupName: string,
  items: readonly Item[],
) => {
  const index = await friendIndexOf(deps.table, owner);
  const { id } = existing(index?.groups ?? [], groupName);
  const named = namedItems(items, owner.owner);
  const moves = mapped(named.items, ({ UpdateType }) =>
    UpdateType === 'Update_Type_Add' ? ('join' as const) : ('leave' as const),
  );
  const outcome = await moveMembers(friendBatch(deps), owner, new Set([id]), moves);
  await tellGroups(deps, context, owner, outcome.done);
  const { refused } = withAnswers(named, outcome);
  const results = items.map(({ To_Account, UpdateType }) => ({
    To_Account,
    UpdateType,
    ...resultOf(refused.get(To_Account)),
  }));
  return { ResultItem: results, ...failedOf(named) };
};

/** Renames a friend group, then moves friends in and out of it. For the cost see `moveMembers`. */
export const groupUpdate: Handler<Spec, DeliveryPorts & Shared> = async (body, context, deps) => {
  const { GroupOldName, GroupNewName, UpdateGroupItem = [] } = body;
  if (GroupNewName !== undefined && !isGroupName(GroupNewName)) {
    throw new Fault('RelationParameterNotValid', 'the name of a friend group has 1 to 30 bytes');
  }
  const owner = await relationOwner(body.From_Account, context, deps);
  if (GroupNewName !== undefined) await renameGroup(deps.table, owner, GroupOldName, GroupNewName);
  const results = await moved(deps, context, owner, GroupNewName ?? GroupOldName, UpdateGroupItem);
  return { ...results, CurrentSequence: await groupSequenceOf(deps.table, owner) };
};
