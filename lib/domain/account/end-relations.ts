import type { Key, Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { BlockerItem, BlockIndexItem, BlockItem } from '../../table/block-items.ts';
import type {
  AdmirerItem,
  FriendIndexItem,
  FriendItem,
  FriendRequestItem,
} from '../../table/friend-items.ts';
import { keys } from '../../table/keys.ts';
import { removeBlocks } from '../block/change-blocks.ts';
import { forEachOf } from '../bounded.ts';
import { dropRequests } from '../friend/answer-requests.ts';
import type { Batch } from '../friend/carry-out.ts';
import { deleteFriends } from '../friend/delete-friends.ts';

interface Owner {
  readonly app: SdkAppId;
  readonly owner: UserId;
}

/** Items read at once. */
const pageSize = 200;

/** Nobody is told: the account that it is about is going. */
const silently = async (): Promise<void> => undefined;

const pageOf = async <Item extends Key>(table: Table, { app, owner }: Owner, prefix: string) => {
  const { items } = await table.query<Item>({
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.account(app, owner).PK, ':prefix': prefix },
    consistent: true,
    limit: pageSize,
  });
  return items;
};

/** Ends what the next page of each kind says. @returns whether there was anything */
const endSome = async (batch: Batch, me: Owner): Promise<boolean> => {
  const { table, now, isOver } = batch;
  const { app, owner } = me;
  const [friends, admirers, requests, blocks, blockers] = await Promise.all([
    pageOf<FriendItem | FriendIndexItem>(table, me, keys.friendPrefix),
    pageOf<AdmirerItem>(table, me, keys.admirerPrefix),
    pageOf<FriendRequestItem>(table, me, keys.friendRequestPrefix),
    pageOf<BlockItem | BlockIndexItem>(table, me, keys.blockPrefix),
    pageOf<BlockerItem>(table, me, keys.blockerPrefix),
  ]);
  // The indexes of both lists stand among their entries.
  const had = friends.flatMap(item => ('friend' in item ? item.friend : []));
  const blocked = blocks.flatMap(item => ('at' in item ? item.blocked : []));
  const peers = [...new Set(requests.map(({ peer }) => peer))];
  const blocking = { table, isOver, announce: silently };
  await deleteFriends(batch, me, had, true, silently);
  await dropRequests(batch, me, peers, 'received');
  await dropRequests(batch, me, peers, 'sent');
  await removeBlocks(blocking, me, blocked, now());
  await forEachOf(admirers, ({ admirer }) =>
    deleteFriends(batch, { app, owner: admirer }, [owner], false, silently),
  );
  await forEachOf(blockers, blocker => removeBlocks(blocking, { app, owner: blocker.owner }, [owner], now()));
  return [had, admirers, peers, blocked, blockers].some(names => names.length > 0);
};

/**
 * Ends every relation of an account, on both sides: friendships, requests, blocks. Each stands among the items of either
 * side, so nothing is searched for: 4 to 10 write units each.
 * @returns false when there was no time for all; the same again goes on
 */
export const endRelations = async (batch: Batch, me: Owner): Promise<boolean> => {
  while (await endSome(batch, me)) if (batch.isOver()) return false;
  const indexes = [keys.friendIndex(me.app, me.owner), keys.blockIndex(me.app, me.owner)];
  await Promise.all(indexes.map(key => batch.table.delete({ key })));
  return true;
};
