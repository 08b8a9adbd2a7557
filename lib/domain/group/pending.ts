import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { GroupItem, GroupRequestItem, JoinedItem, MemberItem } from '../../table/group-items.ts';
import { keys } from '../../table/keys.ts';
import { forEachOf } from '../bounded.ts';
import { lifeOf } from './group-store.ts';
import { joinedOf } from './joined-store.ts';
import { requestsOf } from './requests.ts';
import { may, traits } from './types.ts';

/** Kept for each who decides (contract: groups.md 9). */
const shownAtMost = 50;

/** Somebody who waits, and for which group. */
export interface Pending {
  readonly group: GroupItem;
  readonly request: GroupRequestItem;
}

/** Groups in which an account decides who comes in. */
const ledBy = async (table: Table, app: SdkAppId, account: UserId): Promise<readonly JoinedItem[]> => {
  const joined = (await joinedOf(table, app, account)).filter(({ type }) => traits[type].apply !== 'never');
  const members = await table.getMany<MemberItem>(
    joined.map(pointer => keys.member({ app, ...pointer }, account)),
    { consistent: true },
  );
  const roles = new Map(members.map(({ PK, role }) => [PK, role]));
  return joined.filter(pointer => {
    const role = roles.get(keys.member({ app, ...pointer }, account).PK);
    return role !== undefined && may('decide', pointer.type, role);
  });
};

/**
 * Who waits for the consent of an account, the latest first: 1 read unit for each group that it is in, and 1 or 2 for each in which
 * it decides. @param now milliseconds since 1970
 */
export const pendingFor = async (
  table: Table,
  app: SdkAppId,
  account: UserId,
  now: number,
): Promise<readonly Pending[]> => {
  const led = await ledBy(table, app, account);
  const groups = await table.getMany<GroupItem>(led.map(({ group }) => keys.group(app, group)));
  const all = await forEachOf(groups, async group => {
    const requests = await requestsOf(table, lifeOf(app, group), now);
    return requests.map(request => ({ group, request }));
  });
  return all
    .flat()
    .sort((one, other) => other.request.at - one.request.at)
    .slice(0, shownAtMost);
};
