import type { UserId } from '../../protocol/ids.ts';
import { type Batch, carryOut, type Decision, type Outcome } from './carry-out.ts';
import { type FriendOwner, noTie, tiesOf } from './tie.ts';
import type { Step } from './transition.ts';

/**
 * Deletes friends from a list: 1 read unit each; 8 write units each and 2 for each begun three or so, 8 to 10 when both lists
 * change.
 * @param both from the peers' lists as well
 * @param announce called before anything is written, with what will be: with some of it again after a conflict
 */
export const deleteFriends = (
  batch: Batch,
  owner: FriendOwner,
  peers: readonly UserId[],
  both: boolean,
  announce: (steps: readonly Step[]) => Promise<void>,
): Promise<Outcome> =>
  carryOut(batch, owner, peers, async waiting => {
    const ties = await tiesOf(batch.table, owner, waiting);
    const stepFor = (peer: UserId): Step | undefined => {
      const before = ties.get(peer) ?? noTie;
      if (!before.has) return undefined;
      const after = { ...before, has: false, hadBy: before.hadBy && !both };
      return { peer, before, after, madeAt: batch.now() };
    };
    const steps = waiting.flatMap(peer => stepFor(peer) ?? []);
    if (steps.length > 0) await announce(steps);
    const decide = (peer: UserId): Decision => {
      const step = stepFor(peer);
      return step ? { step } : { answer: 'NoFriendToDelete' };
    };
    return { index: undefined, decide };
  });
