import { ConditionFailed, type Table } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { GroupRequestItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import { allPages } from '../all-pages.ts';
import { isLive } from '../session/session-store.ts';

/** For so long somebody waits to be let in. */
const keptSeconds = 7 * 86_400;

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
    ExpiresAt: Math.floor(now / 1000) + keptSeconds,
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
  decided: 'agreed' | 'refused',
  now: number,
): Promise<GroupRequestItem | undefined> => {
  const open = `attribute_not_exists(decided)${decided === 'agreed' ? ' OR decided = :decided' : ''}`;
  const same = inviter ? 'inviter = :inviter' : 'attribute_not_exists(inviter)';
  try {
    return await table.update<GroupRequestItem>({
      key: keys.groupRequest(life, account),
      set: 'SET decided = :decided',
      condition: `attribute_exists(PK) AND ${same} AND ExpiresAt > :now AND (${open})`,
      values: {
        ':decided': decided,
        ':now': Math.floor(now / 1000),
        ...(inviter && { ':inviter': inviter }),
      },
    });
  } catch (error) {
    if (error instanceof ConditionFailed) return undefined;
    throw error;
  }
};

/** Takes a decision back that could not be carried out: 1 write unit. */
export const reopen = (table: Table, life: GroupLife, account: UserId): Promise<unknown> =>
  table.update({ key: keys.groupRequest(life, account), set: 'REMOVE decided' });

/** Forgets a request that was carried out: 1 write unit. */
export const forget = (table: Table, life: GroupLife, account: UserId): Promise<unknown> =>
  table.delete({ key: keys.groupRequest(life, account) });
