import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { AccountItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import type { AccountCard, AccountDirectory } from './account-directory.ts';

/**
 * Those of the accounts that exist: half a read unit each, in one call, for what is not remembered. Apart from the directory,
 * so that only functions that ask for many need the permission.
 */
export const cardsOf = async (
  { table, accounts: directory }: { readonly table: Table; readonly accounts: AccountDirectory },
  app: SdkAppId,
  accounts: Iterable<UserId>,
): Promise<ReadonlyMap<UserId, AccountCard>> => {
  const found = new Map<UserId, AccountCard>();
  const missing = [...new Set(accounts)].flatMap(account => {
    const known = directory.known(app, account);
    if (known) found.set(account, known);
    return known ? [] : [keys.account(app, account)];
  });
  for (const item of await table.getMany<AccountItem>(missing)) {
    found.set(item.account, directory.note(item));
  }
  return found;
};
