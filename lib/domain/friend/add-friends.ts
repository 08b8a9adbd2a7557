import type { ErrorName } from '../../protocol/errors.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { FriendIndexItem, FriendRequestItem } from '../../table/friend-items.ts';
import type { AccountItem } from '../../table/items.ts';
import { type Batch, type Counts, carryOut, type Decision, type Outcome } from './carry-out.ts';
import { friendsAtMost, requestsAtMost } from './friend-index.ts';
import { requestsBy } from './friend-store.ts';
import { type GroupList, idsOf, withGroups } from './group-list.ts';
import { type Parties, partiesOf } from './parties.ts';
import { type FriendOwner, type KnownTie, noTie } from './tie.ts';
import type { FriendDraft, Step } from './transition.ts';

/** Whom somebody wants as a friend, and what to note of it. */
export interface Wish {
  readonly peer: UserId;
  readonly source: string;
  readonly wording?: string | undefined;
  readonly remark?: string | undefined;
  readonly group?: string | undefined;
}

/** How friends are added. */
export interface AddMode {
  /** Into the peer's list as well. */
  readonly both: boolean;
  /** Whatever the peer says of requests. */
  readonly forced: boolean;
}

type AllowType = 'AllowType_Type_AllowAny' | 'AllowType_Type_NeedConfirm' | 'AllowType_Type_DenyAny';

/** Whether an account lets itself be added; anybody may unless it says otherwise (docs/relations.md). */
const allowTypeOf = ({ profile }: AccountItem): AllowType =>
  (profile.Tag_Profile_IM_AllowType as AllowType | undefined) ?? 'AllowType_Type_AllowAny';

const mayAsk = ({ profile }: AccountItem): boolean =>
  profile.Tag_Profile_IM_AdminForbidType !== 'AdminForbid_Type_SendOut';

/** What a list says of a friend by a wish or a request. */
export const draftOf = (
  { source, wording, remark }: Pick<Wish, 'source' | 'wording' | 'remark'>,
  groups: ReadonlySet<number>,
  second: number,
): FriendDraft => ({
  addedAt: second,
  ...(source && { source }),
  ...(wording && { wording }),
  ...(remark && { remark }),
  ...(groups.size > 0 && { groups }),
  custom: {},
});

const groupsOf = ({ group }: Wish): readonly string[] => (group === undefined ? [] : [group]);

/** Whether a list takes no more friends. */
export const isFull = (friends: number | undefined): boolean => (friends ?? 0) >= friendsAtMost;

/** Everything that one decision looks at. */
interface Case {
  readonly wish: Wish;
  readonly mode: AddMode;
  readonly parties: Parties;
  readonly tie: KnownTie;
  /** The peer's own request, if it waits. */
  readonly request: FriendRequestItem | undefined;
  /** The owner's groups with the one that is wanted; undefined when that makes too many. */
  readonly groups: GroupList | undefined;
  readonly counts: Counts;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A friendship no older than this may come from a call that died before it told anybody: telling is done again. */
const repeatMilliseconds = 120_000;

const secondOf = ({ now }: Case): number => Math.floor(now / 1000);

/** Whose lists the peers come into: who has asked gets its answer, whatever the mode. */
const afterAdding = ({ mode, tie }: Case) => ({
  has: true,
  hadBy: mode.both || tie.hadBy || tie.asked,
});

const refusal = (one: Case): ErrorName | undefined => {
  const { parties, tie, wish, counts, groups } = one;
  const after = afterAdding(one);
  if (!parties.accountOf(wish.peer)) return 'RelationAccountNotFound';
  if (!parties.account || !mayAsk(parties.account)) return 'FriendRequestsForbidden';
  if (tie.has === after.has && tie.hadBy === after.hadBy) return 'AlreadyFriend';
  if (tie.blocks) return 'PeerIsBlocked';
  if (tie.blockedBy) return 'BlockedByPeer';
  if (!tie.has && isFull(counts.friends)) return 'TooManyFriends';
  if (after.hadBy && !tie.hadBy && isFull(parties.indexOf(wish.peer)?.friends))
    return 'PeerHasTooManyFriends';
  return groups ? undefined : 'TooManyFriendGroups';
};

const askFor = (one: Case): Decision => {
  const { wish, parties, tie, counts, groups } = one;
  const waiting = parties.indexOf(wish.peer)?.received ?? 0;
  if (!tie.asks && (counts.sent >= requestsAtMost || waiting >= requestsAtMost)) {
    return { answer: 'TooManyFriendRequests' };
  }
  const { peer, source, wording, remark, group } = wish;
  const request = {
    at: secondOf(one),
    source,
    ...(wording && { wording }),
    ...(remark && { remark }),
    ...(group && { group }),
  };
  const step: Step = { peer, before: tie, after: { ...tie, asks: true }, request };
  return { answer: 'FriendRequestWaits', step, groups };
};

/** What the list of somebody who had asked says of who has answered. */
export const askersDraft = (
  request: Pick<Wish, 'wording' | 'remark' | 'group'> & { readonly source?: string | undefined },
  index: FriendIndexItem | undefined,
  second: number,
): FriendDraft => {
  const { source = '', wording, remark, group } = request;
  const ids = idsOf(index?.groups ?? [], group === undefined ? [] : [group]);
  return draftOf({ source, wording, remark }, ids, second);
};

const befriend = (one: Case): Decision => {
  const { wish, tie, request, groups, parties } = one;
  const second = secondOf(one);
  const { peer, source, wording } = wish;
  const after = { ...tie, ...afterAdding(one), asks: false, asked: false };
  const mine = draftOf(wish, idsOf(groups?.groups ?? [], groupsOf(wish)), second);
  const theirs = askersDraft(request ?? { source, wording }, parties.indexOf(peer), second);
  return { step: { peer, before: tie, after, mine, theirs }, groups };
};

/** The documented order of refusals (contract: relationship.md friend_add). */
const decided = (one: Case): Decision => {
  const { mode, tie, parties, wish, now } = one;
  const answer = refusal(one);
  if (answer) {
    const repeats = answer === 'AlreadyFriend' && now - tie.changedAt < repeatMilliseconds;
    return {
      answer,
      ...(repeats && { again: { peer: wish.peer, before: noTie, after: tie, madeAt: tie.changedAt } }),
    };
  }
  const peer = parties.accountOf(wish.peer);
  const allowed = peer && allowTypeOf(peer);
  const consents = mode.forced || tie.hadBy || tie.asked || allowed === 'AllowType_Type_AllowAny';
  if (consents) return befriend(one);
  return allowed === 'AllowType_Type_DenyAny' ? { answer: 'PeerDeniesRequests' } : askFor(one);
};

/**
 * Adds friends, or asks them: 4 read units each; 10 write units for a friendship both ways and for a request, 8 for one in
 * one list. Who has asked the owner becomes a friend at once, and so does who has it as a friend already.
 * @param wishes one for each peer, the owner not among them
 */
export const addFriends = async (
  batch: Batch,
  owner: FriendOwner,
  wishes: ReadonlyMap<UserId, Wish>,
  mode: AddMode,
): Promise<Outcome> => {
  const now = batch.now();
  return carryOut(batch, owner, [...wishes.keys()], async waiting => {
    const parties = await partiesOf(batch.table, owner, waiting);
    const asking = waiting.filter(peer => parties.tieWith(peer).asked);
    const requests = await requestsBy(batch.table, owner, asking);
    const decide = (peer: UserId, counts: Counts): Decision => {
      const wish = wishes.get(peer);
      if (!wish) return {};
      const tie = parties.tieWith(peer);
      const groups = withGroups(counts.groups, groupsOf(wish));
      return decided({ wish, mode, parties, tie, request: requests.get(peer), groups, counts, now });
    };
    return { index: parties.index, decide };
  });
};
