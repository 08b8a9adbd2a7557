import type { Table } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { GroupRequestItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import { allPages } from '../all-pages.ts';
import { isLive } from '../session/session-store.ts';
import { type Answer, decideOnce, waitsSeconds } from './decide-once.ts';

/** Somebody who wants to come in. */
export interface Request {
  readonly account: UserId;
  readonly inviter?: UserId | undefined;
  readonly message: string;
}

/** Notes that somebody waits to be let in, in place of an earlier request: 1 write unit. @param now milliseconds since 1970 */
export const noteRequest = async (
  table: Table,
  life: GroupLife,
  { account, inviter, message }: Request,
  now: number,
): Promise<GroupRequestItem> => {
  const item: GroupRequestItem = {
    ...keys.groupRequest(life, account),
    v: 1,
    account,
    ...(inviter && { inviter }),
    ...(message && { message }),
    at: now,
    ExpiresAt: Math.floor(now / 1000) + waitsSeconds,
  };
  await table.put({ item });
  return item;
};

/** Who waits to be let in: 1 read unit for each begun 4 KB. @param now milliseconds since 1970 */
export const requestsOf = async (
  table: Table,
  life: GroupLife,
  now: number,
): Promise<readonly GroupRequestItem[]> => {
  const items = await allPages<GroupRequestItem>(table, {
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.memberCount(life).PK, ':prefix': keys.groupRequestPrefix },
    consistent: true,
  });
  return items.filter(item => !item.decided && isLive(item, now));
};

/**
 * Decides on a request, once: 1 write unit. Who agrees again goes on where a call that died had ended.
 * @param inviter who invites the account; absent: it asks itself
 * @returns undefined when it was decided otherwise, or there is none
 */
export const decide = async (
  table: Table,
  life: GroupLife,
  { account, inviter }: Pick<Request, 'account' | 'inviter'>,
  decided: Answer,
  now: number,
): Promise<GroupRequestItem | undefined> => {
  const condition = inviter ? 'inviter = :inviter' : 'attribute_not_exists(inviter)';
  const expected = { condition, ...(inviter && { values: { ':inviter': inviter } }) };
  return decideOnce<GroupRequestItem>(table, keys.groupRequest(life, account), decided, expected, now);
};

/** Takes a decision back that could not be carried out: 1 write unit. */
export const reopen = (table: Table, life: GroupLife, account: UserId): Promise<unknown> =>
  table.update({ key: keys.groupRequest(life, account), set: 'REMOVE decided' });

/** Forgets a request that was carried out: 1 write unit. */
export const forget = (table: Table, life: GroupLife, account: UserId): Promise<unknown> =>
  table.delete({ key: keys.groupRequest(life, account) });
