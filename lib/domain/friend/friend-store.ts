import type { Query, Table } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { FriendIndexItem, FriendItem, FriendRequestItem } from '../../table/friend-items.ts';
import { keys } from '../../table/keys.ts';
import { allPages } from '../all-pages.ts';
import type { FriendOwner } from './tie.ts';

const isFriend = (item: FriendItem | FriendIndexItem): item is FriendItem => 'friend' in item;

const isIndex = (item: FriendItem | FriendIndexItem): item is FriendIndexItem => !isFriend(item);

/** Those of the accounts that are in a list, strongly consistent: 1 read unit each, in one call for 100. */
export const friendsAmong = async (
  table: Table,
  { app, owner }: FriendOwner,
  peers: readonly UserId[],
): Promise<ReadonlyMap<UserId, FriendItem>> => {
  const items = await table.getMany<FriendItem>(
    peers.map(peer => keys.friend(app, owner, peer)),
    { consistent: true },
  );
  return new Map(items.map(item => [item.friend, item]));
};

/** All friends with the index, strongly consistent: 1 read unit for about 25 friends. */
export const allFriends = async (
  table: Table,
  { app, owner }: FriendOwner,
): Promise<{ readonly friends: readonly FriendItem[]; readonly index: FriendIndexItem | undefined }> => {
  const items = await allPages<FriendItem | FriendIndexItem>(table, {
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.account(app, owner).PK, ':prefix': keys.friendPrefix },
    consistent: true,
  });
  return { friends: items.filter(isFriend), index: items.find(isIndex) };
};

/** Some friends of a list. */
export interface FriendPage {
  readonly friends: readonly FriendItem[];
  /** From which place on the list goes on; absent: it ends here. */
  readonly next?: number;
}

/** Friends read at once, about 75 KB; two may have one place. */
const friendsAtOnce = 300;

/**
 * Friends from a place on, in the order of their places, strongly consistent: 1 read unit for about 25 friends.
 * @param from 0: the beginning
 */
export const friendPage = async (
  table: Table,
  { app, owner }: FriendOwner,
  from: number,
): Promise<FriendPage> => {
  const friends: FriendItem[] = [];
  let after: Query['after'];
  do {
    const { items, next } = await table.query<FriendItem>({
      where: 'PK = :pk AND SK BETWEEN :from AND :end',
      values: {
        ':pk': keys.account(app, owner).PK,
        ':from': keys.friendsFrom(from),
        ':end': keys.behindFriends,
      },
      consistent: true,
      limit: friendsAtOnce,
      ...(after && { after }),
    });
    friends.push(...items);
    if (!next) return { friends };
    after = next;
  } while (placeOf(friends.at(0)) === placeOf(friends.at(-1)));
  return cutBefore(friends, placeOf(friends.at(-1)));
};

const placeOf = (item: FriendItem | undefined): number => (item ? keys.friendPlace(item.friend) : 0);

/** All of one place stand on one page, because the next one begins with a place. */
export const cutBefore = (friends: readonly FriendItem[], next: number): FriendPage => ({
  friends: friends.filter(item => placeOf(item) < next),
  next,
});

/** All requests of an account, made and received, strongly consistent: 1 read unit for about 15. */
export const requestsOf = async (
  table: Table,
  { app, owner }: FriendOwner,
): Promise<{
  readonly received: readonly FriendRequestItem[];
  readonly sent: readonly FriendRequestItem[];
}> => {
  const items = await allPages<FriendRequestItem>(table, {
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.account(app, owner).PK, ':prefix': keys.friendRequestPrefix },
    consistent: true,
  });
  const isReceived = ({ SK, peer }: FriendRequestItem) =>
    SK === keys.friendRequest(app, owner, peer, 'RECEIVED').SK;
  return { received: items.filter(isReceived), sent: items.filter(item => !isReceived(item)) };
};

/** The requests that peers made to an owner, as they stand among the peers' items: 1 read unit each. */
export const requestsBy = async (
  table: Table,
  { app, owner }: FriendOwner,
  peers: readonly UserId[],
): Promise<ReadonlyMap<UserId, FriendRequestItem>> => {
  const wanted = new Map(peers.map(peer => [keys.friendRequest(app, peer, owner, 'SENT').PK, peer]));
  const items = await table.getMany<FriendRequestItem>(
    [...wanted.values()].map(peer => keys.friendRequest(app, peer, owner, 'SENT')),
    { consistent: true },
  );
  return new Map(
    items.flatMap(item => {
      const peer = wanted.get(item.PK);
      return peer === undefined ? [] : [[peer, item] as const];
    }),
  );
};
