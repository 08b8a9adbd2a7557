import type { UserId } from '../../protocol/ids.ts';
import { keys } from '../../table/keys.ts';
import { type Batch, carryOut, type Decision, type Outcome } from './carry-out.ts';
import { friendsAmong } from './friend-store.ts';
import type { FriendOwner } from './tie.ts';

/** Whether a friend comes into the groups or leaves them. */
export type Move = 'join' | 'leave';

/**
 * Moves friends into and out of groups: 1 read and 2 write units each, and 2 for each begun nine. Devices that move at once do not
 * undo each other.
 * @param ids numbers of the groups
 */
export const moveMembers = (
  batch: Batch,
  owner: FriendOwner,
  ids: ReadonlySet<number>,
  moves: ReadonlyMap<UserId, Move>,
): Promise<Outcome> =>
  carryOut(batch, owner, [...moves.keys()], async waiting => {
    const friends = await friendsAmong(batch.table, owner, waiting);
    const decide = (peer: UserId): Decision => {
      if (!friends.has(peer)) return { answer: 'NoFriendForGroup' };
      const update = {
        key: keys.friend(owner.app, owner.owner, peer),
        set: `${moves.get(peer) === 'leave' ? 'DELETE' : 'ADD'} #groups :ids`,
        condition: 'attribute_exists(PK)',
        names: { '#groups': 'groups' },
        values: { ':ids': ids },
      };
      return { effect: { writes: [{ update }], mine: { standardSequence: 1, groupSequence: 1 } } };
    };
    return { index: undefined, decide };
  });
