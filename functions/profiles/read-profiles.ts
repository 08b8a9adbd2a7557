import type * as z from 'zod';
import { accountsOf } from '../../lib/domain/account/account-store.ts';
import { fieldsOf } from '../../lib/domain/profile/profile.ts';
import type { Table } from '../../lib/kernel/ports.ts';
import { errors } from '../../lib/protocol/errors.ts';
import { isUserId, type SdkAppId } from '../../lib/protocol/ids.ts';
import type { profile } from '../../lib/protocol/services/profile.ts';
import type { AccountItem } from '../../lib/table/items.ts';

type Reply = z.input<typeof profile.commands.portrait_get.reply>;

const notFound = errors.ProfileAccountNotFound;

/**
 * Reads profiles, in the order asked for. An account that does not exist fails alone (contract: profile.md portrait_get).
 * @param tags default: all that are set
 */
export const readProfiles = async (
  table: Table,
  app: SdkAppId,
  accounts: readonly string[],
  tags?: readonly string[],
): Promise<Reply> => {
  const found = new Map<string, AccountItem>(await accountsOf(table, app, accounts.filter(isUserId)));
  const UserProfileItem = accounts.map(To_Account => {
    const item = found.get(To_Account);
    if (!item) return { To_Account, ResultCode: notFound.code, ResultInfo: notFound.text };
    const ProfileItem = fieldsOf(item.profile, tags).map(([Tag, Value]) => ({ Tag, Value }));
    return { To_Account, ProfileItem, ResultCode: 0, ResultInfo: '' };
  });
  const missing = accounts.filter(account => !found.has(account));
  return { UserProfileItem, ...(missing.length > 0 && { Fail_Account: missing }) };
};
