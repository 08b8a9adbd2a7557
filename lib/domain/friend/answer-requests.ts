import type { ErrorName } from '../../protocol/errors.ts';
import type { UserId } from '../../protocol/ids.ts';
import { askersDraft, draftOf, isFull } from './add-friends.ts';
import { type Batch, type Counts, carryOut, type Decision, type Outcome } from './carry-out.ts';
import { requestsBy } from './friend-store.ts';
import { idsOf, withGroups } from './group-list.ts';
import { type Parties, partiesOf } from './parties.ts';
import { type FriendOwner, type KnownTie, noTie, tiesOf } from './tie.ts';

/** An answer to a request. */
export interface Answer {
  readonly peer: UserId;
  /** Who asks gets the owner into its list (`agree`), both get each other (`add`), or none of it (`refuse`). */
  readonly action: 'agree' | 'add' | 'refuse';
  /** What the owner notes of a new friend. */
  readonly remark?: string | undefined;
  readonly group?: string | undefined;
}

const refusal = (
  { peer, action }: Answer,
  tie: KnownTie,
  parties: Parties,
  counts: Counts,
): ErrorName | undefined => {
  if (!tie.asked) return 'FriendRequestNotFound';
  if (action === 'refuse') return undefined;
  if (action === 'add' && !tie.has && isFull(counts.friends)) return 'TooManyFriends';
  if (!tie.hadBy && isFull(parties.indexOf(peer)?.friends)) return 'PeerHasTooManyFriends';
  return undefined;
};

/**
 * Answers requests, each for itself: 4 read units and up to 14 write units each. Of two answers to one request, the second finds
 * none.
 * @param answers one for each peer
 */
export const answerRequests = async (
  batch: Batch,
  owner: FriendOwner,
  answers: ReadonlyMap<UserId, Answer>,
): Promise<Outcome> => {
  const second = Math.floor(batch.now() / 1000);
  return carryOut(batch, owner, [...answers.keys()], async waiting => {
    const [parties, requests] = await Promise.all([
      partiesOf(batch.table, owner, waiting),
      requestsBy(batch.table, owner, waiting),
    ]);
    const decide = (peer: UserId, counts: Counts): Decision => {
      const answer = answers.get(peer);
      if (!answer) return {};
      const tie = parties.tieWith(peer);
      const why = refusal(answer, tie, parties, counts);
      if (why) return { answer: why };
      if (answer.action === 'refuse') return { step: { peer, before: tie, after: { ...tie, asked: false } } };
      const names = answer.action === 'add' && answer.group !== undefined ? [answer.group] : [];
      const groups = withGroups(counts.groups, names);
      if (!groups) return { answer: 'TooManyFriendGroups' };
      const request = requests.get(peer);
      const { source = '' } = request ?? {};
      const mine = draftOf({ source, remark: answer.remark }, idsOf(groups.groups, names), second);
      const theirs = askersDraft(request ?? {}, parties.indexOf(peer), second);
      const has = tie.has || answer.action === 'add';
      const after = { ...tie, has, hadBy: true, asked: false };
      return { step: { peer, before: tie, after, mine, theirs }, groups };
    };
    return { index: parties.index, decide };
  });
};

/**
 * Takes requests away, without an answer: 1 read unit and 10 write units each.
 * @param way those the owner got, or those it made
 */
export const dropRequests = (
  batch: Batch,
  owner: FriendOwner,
  peers: readonly UserId[],
  way: 'received' | 'sent',
): Promise<Outcome> =>
  carryOut(batch, owner, peers, async waiting => {
    const ties = await tiesOf(batch.table, owner, waiting);
    const decide = (peer: UserId): Decision => {
      const tie = ties.get(peer) ?? noTie;
      if (!(way === 'received' ? tie.asked : tie.asks)) return { answer: 'FriendRequestNotFound' };
      const after = { ...tie, ...(way === 'received' ? { asked: false } : { asks: false }) };
      return { step: { peer, before: tie, after } };
    };
    return { index: undefined, decide };
  });
