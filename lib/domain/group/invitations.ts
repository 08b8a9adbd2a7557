import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { GroupInvitationItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import { allPages } from '../all-pages.ts';
import { isLive } from '../session/session-store.ts';
import { type Answer, decideOnce, waitsSeconds } from './decide-once.ts';

/** Notes that an account is invited, in place of an earlier invitation into the same group: 1 write unit. @param now milliseconds since 1970 */
export const noteInvitation = async (
  table: Table,
  life: GroupLife,
  { account, inviter }: { readonly account: UserId; readonly inviter: UserId },
  now: number,
): Promise<GroupInvitationItem> => {
  const item: GroupInvitationItem = {
    ...keys.groupInvitation(life, account),
    v: 1,
    group: life.group,
    born: life.born,
    inviter,
    at: now,
    ExpiresAt: Math.floor(now / 1000) + waitsSeconds,
  };
  await table.put({ item });
  return item;
};

/** The invitation that an account has into a group, unanswered: 1 read unit. @param now milliseconds since 1970 */
export const invitationOf = async (
  table: Table,
  life: GroupLife,
  account: UserId,
  now: number,
): Promise<GroupInvitationItem | undefined> => {
  const item = await table.get<GroupInvitationItem>(keys.groupInvitation(life, account), {
    consistent: true,
  });
  return item && item.born === life.born && !item.decided && isLive(item, now) ? item : undefined;
};

/**
 * Invitations of an account that wait for its answer: 1 read unit for about 25. Groups that were dissolved may be among them.
 * @param now milliseconds since 1970
 */
export const invitationsOf = async (
  table: Table,
  app: SdkAppId,
  account: UserId,
  now: number,
): Promise<readonly GroupInvitationItem[]> => {
  const items = await allPages<GroupInvitationItem>(table, {
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.account(app, account).PK, ':prefix': keys.groupInvitationPrefix },
    consistent: true,
  });
  return items.filter(item => !item.decided && isLive(item, now));
};

/** Answers an invitation, once, as `decideOnce` says. */
export const answerOnce = (
  table: Table,
  life: GroupLife,
  account: UserId,
  answer: Answer,
  now: number,
): Promise<GroupInvitationItem | undefined> => {
  const expected = { condition: 'born = :born', values: { ':born': life.born } };
  return decideOnce<GroupInvitationItem>(table, keys.groupInvitation(life, account), answer, expected, now);
};

/** Takes an answer back that could not be carried out: 1 write unit. */
export const reopenInvitation = (table: Table, life: GroupLife, account: UserId): Promise<unknown> =>
  table.update({ key: keys.groupInvitation(life, account), set: 'REMOVE decided' });

/** Forgets an invitation that was carried out: 1 write unit. */
export const forgetInvitation = (table: Table, life: GroupLife, account: UserId): Promise<unknown> =>
  table.delete({ key: keys.groupInvitation(life, account) });
