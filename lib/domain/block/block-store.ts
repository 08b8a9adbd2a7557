import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { BlockerItem, BlockIndexItem, BlockItem } from '../../table/block-items.ts';
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

/** Everybody an account has blocked, strongly consistent: 1 read unit, and 1 more for each 35 or so that are blocked. */
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

/** Those of the peers whom an account has blocked, strongly consistent: 1 read unit each, in one call for 100. */
export const blockedAmong = async (
  table: Table,
  { app, owner }: BlockOwner,
  peers: readonly UserId[],
): Promise<ReadonlySet<string>> => {
  const wanted = peers.map(peer => keys.block(app, owner, peer));
  const items = await table.getMany<BlockItem>(wanted, { consistent: true });
  return new Set(items.map(item => item.blocked));
};

/** Those of the peers who have blocked an account: as `blockedAmong`. */
export const blockersAmong = async (
  table: Table,
  app: SdkAppId,
  account: UserId,
  peers: readonly UserId[],
): Promise<ReadonlySet<string>> => {
  const wanted = peers.map(peer => keys.blocker(app, account, peer));
  const items = await table.getMany<BlockerItem>(wanted, { consistent: true });
  return new Set(items.map(item => item.owner));
};
