import type { UserId } from '../../protocol/ids.ts';
import { accountsOf } from '../account/account-store.ts';
import { isFull } from './add-friends.ts';
import { type Batch, type Counts, carryOut, type Decision, type Outcome } from './carry-out.ts';
import { friendIndexOf } from './friend-index.ts';
import { idsOf, withGroups } from './group-list.ts';
import { type FriendOwner, type KnownTie, noTie, tiesOf } from './tie.ts';
import type { FriendDraft } from './transition.ts';

/** A friend as brought from elsewhere. */
export interface Imported extends Omit<FriendDraft, 'groups'> {
  readonly peer: UserId;
  readonly groups: readonly string[];
}

const decided = ({ peer, groups: names, ...notes }: Imported, tie: KnownTie, counts: Counts): Decision => {
  if (tie.has) return { answer: 'AlreadyFriend' };
  if (tie.blocks) return { answer: 'PeerIsBlocked' };
  if (tie.blockedBy) return { answer: 'BlockedByPeer' };
  if (isFull(counts.friends)) return { answer: 'TooManyFriends' };
  const groups = withGroups(counts.groups, names);
  if (!groups) return { answer: 'TooManyFriendGroups' };
  const ids = idsOf(groups.groups, names);
  const mine: FriendDraft = { ...notes, ...(ids.size > 0 && { groups: ids }) };
  return { step: { peer, before: tie, after: { ...tie, has: true, asks: false }, mine }, groups };
};

/**
 * Brings friends into one list, whatever the peers say of requests: 2 read units and 6 write units each, and 2 for each
 * begun three.
 * @param friends one for each peer, the owner not among them
 */
export const importFriends = (
  batch: Batch,
  owner: FriendOwner,
  friends: ReadonlyMap<UserId, Imported>,
): Promise<Outcome> =>
  carryOut(batch, owner, [...friends.keys()], async waiting => {
    const [index, ties, accounts] = await Promise.all([
      friendIndexOf(batch.table, owner),
      tiesOf(batch.table, owner, waiting),
      accountsOf(batch.table, owner.app, waiting),
    ]);
    const decide = (peer: UserId, counts: Counts): Decision => {
      const friend = friends.get(peer);
      if (!friend || !accounts.has(peer)) return { answer: 'RelationAccountNotFound' };
      return decided(friend, ties.get(peer) ?? noTie, counts);
    };
    return { index, decide };
  });
