import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { BlockIndexItem, BlockItem } from '../../table/block-items.ts';
import { keys } from '../../table/keys.ts';
import { allPages } from '../all-pages.ts';

/** Whose block list. */
export interface BlockOwner {
  readonly app: SdkAppId;
  readonly owner: UserId;
}

/** A block list at one moment. */
export interface BlockList {
  /** In the order in which they were blocked. */
  readonly blocks: readonly BlockItem[];
  readonly index?: BlockIndexItem;
}

/**
 * Everybody an account has blocked, strongly consistent: 1 read unit, and 1 more for each 35 or so that are blocked. Whether
 * one blocks the other stands in their tie (lib/domain/friend/tie.ts).
 */
export const blockListOf = async (table: Table, { app, owner }: BlockOwner): Promise<BlockList> => {
  const items = await allPages<BlockItem | BlockIndexItem>(table, {
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.account(app, owner).PK, ':prefix': keys.blockPrefix },
    consistent: true,
  });
  const blocks = items.filter((item): item is BlockItem => 'at' in item);
  const index = items.find((item): item is BlockIndexItem => 'sequence' in item);
  return {
    blocks: blocks.sort((one, other) => one.number - other.number),
    ...(index && { index }),
  };
};
