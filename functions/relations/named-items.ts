import type { Outcome } from '../../lib/domain/friend/carry-out.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import type { Unreadable } from '../../lib/protocol/relation-schemas.ts';
import { type NamedAccounts, namedAccounts } from './named-accounts.ts';

/** The accounts that the entries of a batch are about. */
export interface NamedItems<Item> extends NamedAccounts {
  /** The first entry for each account that can be one. */
  readonly items: ReadonlyMap<UserId, Item>;
}

/**
 * Takes a batch of entries apart: an entry that is not valid fails alone; of two about one account the first counts.
 * @param owner nobody is a friend of itself
 * @param isValid whether the rest of an entry is as it should be
 */
export const namedItems = <Item extends { readonly To_Account: string }>(
  entries: readonly (Item | Unreadable)[],
  owner: UserId,
  isValid: (item: Item) => boolean = () => true,
): NamedItems<Item> => {
  const named = namedAccounts(entries.map(({ To_Account }) => To_Account));
  const first = new Map<string, Item | Unreadable>();
  for (const item of entries) if (!first.has(item.To_Account)) first.set(item.To_Account, item);
  const items = new Map<UserId, Item>();
  for (const account of named.accounts) {
    const item = first.get(account);
    if (!item || account === owner || 'unreadable' in item || !isValid(item))
      named.refused.set(account, 'RelationParameterNotValid');
    else items.set(account, item);
  }
  return { ...named, items };
};

/** The entries as something else. */
export const mapped = <Item, Result>(
  items: ReadonlyMap<UserId, Item>,
  make: (item: Item, account: UserId) => Result,
): ReadonlyMap<UserId, Result> =>
  new Map([...items].map(([account, item]) => [account, make(item, account)]));

/** Adds what became of accounts to why others failed before. */
export const withAnswers = <Named extends Pick<NamedAccounts, 'refused'>>(
  named: Named,
  { answers }: Pick<Outcome, 'answers'>,
): Named => {
  for (const [account, answer] of answers) named.refused.set(account, answer);
  return named;
};
