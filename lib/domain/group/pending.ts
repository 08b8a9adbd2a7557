import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { GroupItem, GroupRequestItem, JoinedItem, MemberItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import { forEachOf } from '../bounded.ts';
import { lifeOf } from './group-store.ts';
import { invitationsOf } from './invitations.ts';
import { joinedOf } from './joined-store.ts';
import { requestsOf } from './requests.ts';
import { may } from './rights.ts';
import { isAllowed, memberActor } from './standing.ts';
import { traits } from './types.ts';

/** Kept for each who decides (contract: groups.md 9). */
const shownAtMost = 50;

/** Somebody who waits, and for which group: it asks itself, a member invites it, or it is the one that is to answer. */
export interface Pending extends Pick<GroupRequestItem, 'account' | 'message' | 'at'> {
  readonly group: GroupItem;
  readonly kind: 'asks' | 'memberInvites' | 'invited';
  readonly inviter?: UserId | undefined;
}

/** Whether a member may decide by its role, or, in a community, perhaps by its permission groups. */
const mayLead = ({ type }: JoinedItem, { role }: MemberItem): boolean =>
  may('decide', type, role) || traits[type].topics;

/** Groups in which an account decides who comes in. */
const ledBy = async (table: Table, app: SdkAppId, account: UserId): Promise<readonly GroupItem[]> => {
  const joined = (await joinedOf(table, app, account)).filter(({ type }) => traits[type].apply !== 'never');
  const items = await table.getMany<MemberItem>(
    joined.map(pointer => keys.member({ app, ...pointer }, account)),
    { consistent: true },
  );
  const members = new Map(items.map(member => [member.PK, member]));
  const memberIn = (life: GroupLife) => members.get(keys.member(life, account).PK);
  const perhaps = joined.filter(pointer => {
    const member = memberIn({ app, ...pointer });
    return member !== undefined && mayLead(pointer, member);
  });
  const groups = await table.getMany<GroupItem>(perhaps.map(({ group }) => keys.group(app, group)));
  const led = await forEachOf(groups, async group => {
    const life = lifeOf(app, group);
    const member = memberIn(life);
    return member && isAllowed('decide', group, await memberActor(table, group, life, member)) ? [group] : [];
  });
  return led.flat();
};

/** Who waits for groups in which an account decides. */
const requestsFor = async (
  table: Table,
  app: SdkAppId,
  account: UserId,
  now: number,
): Promise<readonly Pending[]> => {
  const groups = await ledBy(table, app, account);
  const all = await forEachOf(groups, async group => {
    const requests = await requestsOf(table, lifeOf(app, group), now);
    return requests.map(({ account: one, inviter, message, at }): Pending => {
      const kind = inviter ? 'memberInvites' : 'asks';
      return { group, kind, account: one, inviter, at, ...(message && { message }) };
    });
  });
  return all.flat();
};

/** The groups that an account is invited into. */
const invitedTo = async (
  table: Table,
  app: SdkAppId,
  account: UserId,
  now: number,
): Promise<readonly Pending[]> => {
  const invitations = await invitationsOf(table, app, account, now);
  const found = await table.getMany<GroupItem>(invitations.map(({ group }) => keys.group(app, group)));
  const groups = new Map(found.map(group => [group.group, group]));
  return invitations.flatMap(({ group: id, born, inviter, at }): readonly Pending[] => {
    const group = groups.get(id);
    return group?.born === born ? [{ group, kind: 'invited', account, inviter, at }] : [];
  });
};

/**
 * Who waits for the consent of an account, itself into groups that it is invited to among them, the latest first: 1 read unit for
 * each group that it is in, 1 or 2 for each in which it decides, and 1 for about 25 invitations.
 * @param now milliseconds since 1970
 */
export const pendingFor = async (
  table: Table,
  app: SdkAppId,
  account: UserId,
  now: number,
): Promise<readonly Pending[]> => {
  const all = await Promise.all([requestsFor(table, app, account, now), invitedTo(table, app, account, now)]);
  return all
    .flat()
    .sort((one, other) => other.at - one.at)
    .slice(0, shownAtMost);
};
