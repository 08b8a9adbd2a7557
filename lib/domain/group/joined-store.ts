import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { JoinedItem } from '../../table/group-items.ts';
import { keys } from '../../table/keys.ts';
import { allPages } from '../all-pages.ts';
import { forEachOf } from '../bounded.ts';
import { conditionHeld } from '../condition-held.ts';

/** What an account has joined: 1 read unit for each begun 4 KB, about 25 groups. Pointers to dissolved groups may be among them. */
export const joinedOf = (table: Table, app: SdkAppId, account: UserId): Promise<readonly JoinedItem[]> =>
  allPages<JoinedItem>(table, {
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.account(app, account).PK, ':prefix': keys.joinedPrefix },
    consistent: true,
  });

/** Those of the accounts that are in as many groups as they may be in; as `joinedOf` for each. */
export const fullAccounts = async (
  table: Table,
  app: SdkAppId,
  accounts: readonly UserId[],
  limit: number,
): Promise<ReadonlySet<UserId>> => {
  const counts = await forEachOf(accounts, async account => ({
    account,
    groups: (await joinedOf(table, app, account)).length,
  }));
  return new Set(counts.filter(({ groups }) => groups >= limit).map(({ account }) => account));
};

/** Drops a pointer to a life of a group that is over: 1 write unit. */
export const dropPointer = (table: Table, app: SdkAppId, account: UserId, { group, born }: JoinedItem) =>
  conditionHeld(
    table.delete({
      key: keys.joined(app, account, group),
      condition: 'born = :born',
      values: { ':born': born },
    }),
  );
