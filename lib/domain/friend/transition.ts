import type { Write } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { AdmirerItem, FriendItem, FriendRequestItem } from '../../table/friend-items.ts';
import { keys } from '../../table/keys.ts';
import { type IndexDelta, indexWrite } from './friend-index.ts';
import { type FriendOwner, type KnownTie, type Tie, tieWrite } from './tie.ts';

/** What a list says of a new friend. */
export type FriendDraft = Omit<FriendItem, 'PK' | 'SK' | 'v' | 'friend'>;
/** What a new request says. */
export type RequestDraft = Omit<FriendRequestItem, 'PK' | 'SK' | 'v' | 'peer'>;

/** A change of what holds between an owner and a peer. */
export interface Step {
  readonly peer: UserId;
  readonly before: KnownTie;
  readonly after: Tie;
  /** What the owner's list says of the peer from now on; needed when `has` begins. */
  readonly mine?: FriendDraft;
  /** What the peer's list says of the owner; needed when `hadBy` begins. */
  readonly theirs?: FriendDraft;
  /** The owner's request; needed when `asks` begins. */
  readonly request?: RequestDraft;
  /** Milliseconds since 1970 when it was made, once it is. */
  readonly madeAt?: number;
}

/** What a step writes. */
export interface Effect {
  /** All but the owner's index, which steps of one transaction share. */
  readonly writes: readonly Write[];
  /** Of the owner's index. */
  readonly mine: IndexDelta;
}

/** One of the two, and the facts as that side sees them. */
interface Side {
  readonly self: UserId;
  readonly other: UserId;
  readonly before: Tie;
  readonly after: Tie;
  readonly friend: FriendDraft | undefined;
  readonly request: RequestDraft | undefined;
}

const mirrored = ({ has, hadBy, asks, asked, blocks, blockedBy }: Tie): Tie => ({
  has: hadBy,
  hadBy: has,
  asks: asked,
  asked: asks,
  blocks: blockedBy,
  blockedBy: blocks,
});

const nothing = { has: false, hadBy: false, asks: false, asked: false };

type App = FriendOwner['app'];

const friendRow = (app: App, { self, other, before, after, friend }: Side): readonly Write[] => {
  const key = keys.friend(app, self, other);
  if (before.has && !after.has) return [{ delete: { key } }];
  if (before.has || !after.has) return [];
  if (!friend) throw new Error('a friendship began of which nothing is known');
  const item: FriendItem = { ...key, v: 1, friend: other, ...friend };
  return [{ put: { item } }];
};

const isAdmired = ({ has, hadBy }: Tie): boolean => hadBy && !has;

const admirerRow = (app: App, { self, other, before, after }: Side): readonly Write[] => {
  const key = keys.admirer(app, self, other);
  if (isAdmired(before) === isAdmired(after)) return [];
  if (!isAdmired(after)) return [{ delete: { key } }];
  const item: AdmirerItem = { ...key, v: 1, admirer: other };
  return [{ put: { item } }];
};

/** The rows of a request that one side makes: its own names what it wants to note later. */
const requestRows = (app: App, { self, other, before, after, request }: Side): readonly Write[] => {
  const own = keys.friendRequest(app, self, other, 'SENT');
  const there = keys.friendRequest(app, other, self, 'RECEIVED');
  if (before.asks && !after.asks) return [{ delete: { key: own } }, { delete: { key: there } }];
  if (!after.asks || !request) return [];
  const sent: FriendRequestItem = { ...own, v: 1, peer: other, ...request };
  const { remark: _, group: __, ...shown } = request;
  const received: FriendRequestItem = { ...there, v: 1, peer: self, ...shown };
  return [{ put: { item: sent } }, { put: { item: received } }];
};

const change = (before: boolean, after: boolean): number => Number(after) - Number(before);

const deltaOf = ({ before, after, friend, request }: Side): IndexDelta => {
  const friends = change(before.has, after.has);
  const sent = change(before.asks, after.asks);
  const received = change(before.asked, after.asked);
  const custom = friends < 0 || Object.keys(friend?.custom ?? {}).length > 0;
  return {
    friends,
    sent,
    received,
    ...(friends !== 0 && { standardSequence: 1, groupSequence: 1 }),
    ...(friends !== 0 && custom && { customSequence: 1 }),
    ...((sent !== 0 || received !== 0 || request) && { requestSequence: 1 }),
  };
};

const sidesOf = (
  owner: UserId,
  { peer, before, after, mine, theirs, request }: Step,
): readonly [Side, Side] => [
  { self: owner, other: peer, before, after, friend: mine, request },
  {
    self: peer,
    other: owner,
    before: mirrored(before),
    after: mirrored(after),
    friend: theirs,
    request: undefined,
  },
];

/**
 * Everything that has to be written for a step, at once or not at all: at most 9 writes with the owner's index.
 * @param now milliseconds since 1970
 */
export const effectOf = (owner: FriendOwner, step: Step, now: number): Effect => {
  const { app } = owner;
  const [mine, theirs] = sidesOf(owner.owner, step);
  // A request that is only repeated changes no counter of the peer, whose list of requests it changes all the same.
  const theirDelta = { ...deltaOf(theirs), ...(step.request && { requestSequence: 1 }) };
  const theirIndex = indexWrite(app, step.peer, theirDelta);
  const rows = [mine, theirs].flatMap(side => [
    ...friendRow(app, side),
    ...admirerRow(app, side),
    ...requestRows(app, side),
  ]);
  return {
    writes: [
      tieWrite(owner, step.peer, step.before, step.after, now),
      ...rows,
      ...(theirIndex ? [theirIndex] : []),
    ],
    mine: deltaOf(mine),
  };
};

/** What is left between two when one blocks the other: friendship and requests of both end. */
export const blockedTie = ({ blockedBy }: Tie): Tie => ({ ...nothing, blocks: true, blockedBy });

/**
 * What a block writes beside its own rows, the owner's index of friends included: at most 7 writes.
 */
export const blockingWrites = (
  owner: FriendOwner,
  peer: UserId,
  before: KnownTie,
  now: number,
): readonly Write[] => {
  const { writes, mine } = effectOf(owner, { peer, before, after: blockedTie(before) }, now);
  const index = indexWrite(owner.app, owner.owner, mine);
  return [...writes, ...(index ? [index] : [])];
};
