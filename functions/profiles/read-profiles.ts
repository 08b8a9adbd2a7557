import type { Table } from '../../kernel/ports.ts';
import { errors } from '../../protocol/errors.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import { accountsOf } from '../account/account-store.ts';
import { type ProfileItem, profileItems } from './profile.ts';

/** One account's part of an answer. */
export interface ReadProfile {
  readonly To_Account: UserId;
  /** Absent when there is no such account. */
  readonly ProfileItem?: ProfileItem[];
  readonly ResultCode: number;
  readonly ResultInfo: string;
}

const notFound = errors.ProfileAccountNotFound;

/**
 * Reads profiles, in the order asked for. An account that does not exist fails alone (contract: profile.md portrait_get).
 * @param tags default: all that are set
 */
export const readProfiles = async (
  table: Table,
  app: SdkAppId,
  accounts: readonly UserId[],
  tags?: readonly string[],
): Promise<{ UserProfileItem: ReadProfile[]; Fail_Account?: UserId[] }> => {
  const found = await accountsOf(table, app, accounts);
  const UserProfileItem = accounts.map((To_Account): ReadProfile => {
    const item = found.get(To_Account);
    return item
      ? { To_Account, ProfileItem: profileItems(item.profile, tags), ResultCode: 0, ResultInfo: '' }
      : { To_Account, ResultCode: notFound.code, ResultInfo: notFound.text };
  });
  const missing = accounts.filter(account => !found.has(account));
  return { UserProfileItem, ...(missing.length > 0 && { Fail_Account: missing }) };
};
