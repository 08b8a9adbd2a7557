import { friendIndexOf } from '../../lib/domain/friend/friend-index.ts';
import { friendsAmong } from '../../lib/domain/friend/friend-store.ts';
import { namesOf } from '../../lib/domain/friend/group-list.ts';
import type { FriendOwner } from '../../lib/domain/friend/tie.ts';
import type { DeliveryPorts } from '../../lib/domain/session/deliver.ts';
import type { Context } from '../../lib/kernel/call.ts';
import type { Table } from '../../lib/kernel/ports.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import { tellNotes } from './tell-notes.ts';

/** The sequence of an account's groups as it is now: 1 read unit. */
export const groupSequenceOf = async (table: Table, owner: FriendOwner): Promise<number> =>
  (await friendIndexOf(table, owner))?.groupSequence ?? 0;

/** Tells the owner's other clients which groups some friends are in: 1 read unit for each and 2 more. */
export const tellGroups = async (
  deps: DeliveryPorts,
  context: Context,
  owner: FriendOwner,
  peers: readonly UserId[],
): Promise<void> => {
  if (peers.length === 0) return;
  const [index, friends] = await Promise.all([
    friendIndexOf(deps.table, owner),
    friendsAmong(deps.table, owner, peers),
  ]);
  const notes = [...friends].map(([peer, { groups }]) => ({
    Friend_Account: peer,
    Sns: [{ Tag: 'Tag_SNS_IM_Group', Value: namesOf(index?.groups ?? [], groups) }],
  }));
  await tellNotes(deps, context, owner, notes);
};
