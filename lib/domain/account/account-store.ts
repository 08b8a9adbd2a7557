import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import { assigned, expressionOf } from '../../table/assignments.ts';
import type { AccountItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';

/** Profile values by tag. */
export type ProfileValues = AccountItem['profile'];

const withoutEmpty = (profile: ProfileValues): ProfileValues =>
  Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== ''));

/**
 * Creates an account that does not exist yet: 1 write unit. Of two that do it at once, one creates.
 * @param now milliseconds since 1970
 * @returns false when there was one already, which is left as it is
 */
export const createAccount = (
  table: Table,
  app: SdkAppId,
  account: UserId,
  now: number,
  profile: ProfileValues = {},
): Promise<boolean> => {
  const createdAt = Math.floor(now / 1000);
  const item: AccountItem = {
    ...keys.account(app, account),
    v: 1,
    account,
    createdAt,
    profile: withoutEmpty(profile),
  };
  return conditionHeld(table.put({ item, condition: 'attribute_not_exists(PK)' }));
};

/**
 * Sets profile values of an account, all of them or none: 1 write unit for each begun KB of the whole account.
 * @param values at least one; an empty text takes a field away, the others stay as they are
 * @returns false when there is no such account
 */
export const setProfile = (
  table: Table,
  app: SdkAppId,
  account: UserId,
  values: ProfileValues,
): Promise<boolean> => {
  const entries = Object.entries(values);
  const parts = entries.map(([, value], i) => ({
    path: `#profile.#tag${i}`,
    placeholder: `:value${i}`,
    value,
  }));
  const { set, remove, values: kept } = assigned(parts);
  return conditionHeld(
    table.update({
      key: keys.account(app, account),
      set: expressionOf({ set, remove }),
      condition: 'attribute_exists(PK)',
      names: {
        '#profile': 'profile',
        ...Object.fromEntries(entries.map(([tag], i) => [`#tag${i}`, tag])),
      },
      ...(set.length > 0 && { values: kept }),
    }),
  );
};

/** Those of the accounts that exist: 1 read unit for each begun 4 KB of one, strongly consistent. */
export const accountsOf = async (
  table: Table,
  app: SdkAppId,
  accounts: readonly UserId[],
): Promise<ReadonlyMap<UserId, AccountItem>> => {
  const wanted = [...new Set(accounts)].map(account => keys.account(app, account));
  const items = await table.getMany<AccountItem>(wanted, { consistent: true });
  return new Map(items.map(item => [item.account, item]));
};
