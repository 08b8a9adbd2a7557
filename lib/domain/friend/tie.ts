import { randomBytes } from 'node:crypto';
import type { Table, Write } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { TieItem } from '../../table/friend-items.ts';
import { keys } from '../../table/keys.ts';

/** From whose side friendships are looked at. */
export interface FriendOwner {
  readonly app: SdkAppId;
  readonly owner: UserId;
}

/** What holds between an owner and a peer, as the owner sees it. */
export interface Tie {
  /** The peer is in the owner's list. */
  readonly has: boolean;
  /** The owner is in the peer's list. */
  readonly hadBy: boolean;
  /** The owner's request waits for the peer. */
  readonly asks: boolean;
  /** The peer's request waits for the owner. */
  readonly asked: boolean;
  /** The owner has blocked the peer. */
  readonly blocks: boolean;
  /** The peer has blocked the owner. */
  readonly blockedBy: boolean;
}

/** A tie as it was read. */
export interface KnownTie extends Tie {
  /** Absent while nothing holds. */
  readonly revision?: string;
  /** Milliseconds since 1970 of the last change; 0 while nothing holds. */
  readonly changedAt: number;
}

/** Nothing holds between two accounts. */
export const noTie: KnownTie = {
  has: false,
  hadBy: false,
  asks: false,
  asked: false,
  blocks: false,
  blockedBy: false,
  changedAt: 0,
};

const seenBy = (owner: UserId, peer: UserId, item: TieItem): KnownTie => ({
  has: item.friends.includes(owner),
  hadBy: item.friends.includes(peer),
  asks: item.asking.includes(owner),
  asked: item.asking.includes(peer),
  blocks: item.blocking.includes(owner),
  blockedBy: item.blocking.includes(peer),
  revision: item.revision,
  changedAt: item.changedAt,
});

/** What holds between an owner and some peers, strongly consistent: 1 read unit each, in one call for 100. */
export const tiesOf = async (
  table: Table,
  { app, owner }: FriendOwner,
  peers: readonly UserId[],
): Promise<ReadonlyMap<UserId, KnownTie>> => {
  const wanted = new Map(peers.map(peer => [keys.tie(app, owner, peer).PK, peer]));
  const items = await table.getMany<TieItem>(
    [...wanted.values()].map(peer => keys.tie(app, owner, peer)),
    { consistent: true },
  );
  const ties = new Map<UserId, KnownTie>(peers.map(peer => [peer, noTie]));
  for (const item of items) {
    const peer = wanted.get(item.PK);
    if (peer !== undefined) ties.set(peer, seenBy(owner, peer, item));
  }
  return ties;
};

/**
 * What holds between two accounts: 1 read unit, or ½ when some seconds do not matter.
 * @param consistent default true
 */
export const tieOf = async (
  table: Table,
  { app, owner }: FriendOwner,
  peer: UserId,
  consistent = true,
): Promise<KnownTie> => {
  const item = await table.get<TieItem>(keys.tie(app, owner, peer), { consistent });
  return item ? seenBy(owner, peer, item) : noTie;
};

const unchanged = ({ revision }: KnownTie) =>
  revision === undefined
    ? { condition: 'attribute_not_exists(PK)' }
    : {
        condition: '#revision = :revision',
        names: { '#revision': 'revision' },
        values: { ':revision': revision },
      };

/**
 * The write that changes a tie, on condition that it is as it was read.
 * @param now milliseconds since 1970
 */
export const tieWrite = (
  { app, owner }: FriendOwner,
  peer: UserId,
  before: KnownTie,
  after: Tie,
  now: number,
): Write => {
  const key = keys.tie(app, owner, peer);
  const those = (mine: boolean, theirs: boolean) => [...(mine ? [owner] : []), ...(theirs ? [peer] : [])];
  const friends = those(after.has, after.hadBy);
  const asking = those(after.asks, after.asked);
  const blocking = those(after.blocks, after.blockedBy);
  if (friends.length + asking.length + blocking.length === 0) {
    return { delete: { key, ...unchanged(before) } };
  }
  const revision = randomBytes(6).toString('base64url');
  const item: TieItem = { ...key, v: 1, friends, asking, blocking, revision, changedAt: now };
  return { put: { item, ...unchanged(before) } };
};
