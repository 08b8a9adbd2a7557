import type { Table } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { FriendIndexItem } from '../../table/friend-items.ts';
import type { AccountItem } from '../../table/items.ts';
import { accountsOf } from '../account/account-store.ts';
import { friendIndexesOf } from './friend-index.ts';
import { type FriendOwner, type KnownTie, noTie, tiesOf } from './tie.ts';

/** An owner and those it has to do with, as they are at one moment. */
export interface Parties {
  readonly account: AccountItem | undefined;
  readonly index: FriendIndexItem | undefined;
  readonly accountOf: (peer: UserId) => AccountItem | undefined;
  readonly indexOf: (peer: UserId) => FriendIndexItem | undefined;
  readonly tieWith: (peer: UserId) => KnownTie;
}

/** Reads them, strongly consistent: 3 read units for each peer and 2 for the owner. */
export const partiesOf = async (
  table: Table,
  owner: FriendOwner,
  peers: readonly UserId[],
): Promise<Parties> => {
  const all = [owner.owner, ...peers];
  const [accounts, indexes, ties] = await Promise.all([
    accountsOf(table, owner.app, all),
    friendIndexesOf(table, owner.app, all),
    tiesOf(table, owner, peers),
  ]);
  return {
    account: accounts.get(owner.owner),
    index: indexes.get(owner.owner),
    accountOf: peer => accounts.get(peer),
    indexOf: peer => indexes.get(peer),
    tieWith: peer => ties.get(peer) ?? noTie,
  };
};
