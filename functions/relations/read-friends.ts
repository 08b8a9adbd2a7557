import { accountsOf } from '../../lib/domain/account/account-store.ts';
import { friendIndexOf } from '../../lib/domain/friend/friend-index.ts';
import { friendsAmong } from '../../lib/domain/friend/friend-store.ts';
import type { FriendOwner } from '../../lib/domain/friend/tie.ts';
import { fieldsOf } from '../../lib/domain/profile/profile.ts';
import type { Table } from '../../lib/kernel/ports.ts';
import { ownValues, standardValues, type TaggedValue } from './friend-tags.ts';
import { namedAccounts } from './named-accounts.ts';
import { failedOf, resultOf } from './result-items.ts';

/**
 * Reads friends with their profiles: 2 read units each and 1 for the index. Who is no friend fails alone.
 * @param isWanted which fields; default: all
 */
export const readFriends = async (
  table: Table,
  owner: FriendOwner,
  accounts: readonly string[],
  isWanted: (tag: string) => boolean = () => true,
) => {
  const named = namedAccounts(accounts);
  const [index, friends, profiles] = await Promise.all([
    friendIndexOf(table, owner),
    friendsAmong(table, owner, named.accounts),
    accountsOf(table, owner.app, named.accounts),
  ]);
  const found = new Map<string, readonly TaggedValue[]>();
  for (const account of named.accounts) {
    const [item, profile] = [friends.get(account), profiles.get(account)?.profile];
    if (!profile) named.refused.set(account, 'RelationAccountNotFound');
    else if (!item) named.refused.set(account, 'NotFriend');
    else {
      const own = [...standardValues(item, index?.groups ?? []), ...ownValues(item)];
      const theirs = fieldsOf(profile).map(([Tag, Value]) => ({ Tag, Value }));
      found.set(
        account,
        [...theirs, ...own].filter(({ Tag }) => isWanted(Tag)),
      );
    }
  }
  return {
    InfoItem: named.names.map(To_Account => {
      const SnsProfileItem = found.get(To_Account);
      return {
        To_Account,
        ...(SnsProfileItem && { SnsProfileItem: [...SnsProfileItem] }),
        ...resultOf(named.refused.get(To_Account)),
      };
    }),
    ...failedOf(named),
  };
};
