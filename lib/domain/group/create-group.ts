import { randomInt } from 'node:crypto';
import { Fault } from '../../kernel/fault.ts';
import type { Table, Write } from '../../kernel/ports.ts';
import type { ApplicationSettings } from '../../protocol/application-settings.ts';
import type { GroupType, JoinOption } from '../../protocol/group-words.ts';
import type { GroupId, SdkAppId, UserId } from '../../protocol/ids.ts';
import type { GroupIndexItem, GroupItem, MemberCountItem } from '../../table/group-items.ts';
import { keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
import { openState } from '../group-log/state.ts';
import type { Fields } from './fields.ts';
import { countGroup, type GroupCount, groupCountOf } from './group-count.ts';
import { newGroupId } from './group-id.ts';
import { groupOf, lifeOf } from './group-store.ts';
import { memberItems, type Newcomer } from './join.ts';
import { memberLimit, traits } from './types.ts';

const attempts = 5;

/** A group as its maker wants it. */
export interface NewGroup {
  readonly app: SdkAppId;
  /** Absent: we make one. */
  readonly group?: GroupId | undefined;
  readonly type: GroupType;
  readonly owner?: UserId | undefined;
  readonly name: string;
  readonly introduction?: string | undefined;
  readonly notification?: string | undefined;
  readonly faceUrl?: string | undefined;
  readonly maxMembers?: number | undefined;
  readonly applyOption?: JoinOption | undefined;
  readonly inviteOption?: JoinOption | undefined;
  readonly supportTopic?: boolean | undefined;
  readonly permissionGroups?: boolean | undefined;
  readonly defaultPermissions?: number | undefined;
  readonly custom?: Fields | undefined;
  /** Seconds since 1970; default now. */
  readonly createdAt?: number | undefined;
  /** Who is told that the id is its own, when it is taken. */
  readonly maker?: UserId | undefined;
}

const limitOf = ({ type, maxMembers }: NewGroup, settings: ApplicationSettings): number => {
  const limit = memberLimit(type, settings);
  return limit === undefined ? 0 : Math.min(maxMembers ?? limit, limit);
};

const itemOf = (wanted: NewGroup, settings: ApplicationSettings, now: number): GroupItem => {
  const { app, type, owner, name, introduction, notification, faceUrl, custom } = wanted;
  const group = wanted.group ?? newGroupId(type);
  const { applyOptionFixed, applyOption, inviteOption } = traits[type];
  const second = Math.floor(now / 1000);
  return {
    ...keys.group(app, group),
    v: 1,
    group,
    type,
    born: now,
    createdAt: wanted.createdAt ?? second,
    number: now * 1000 + randomInt(1000),
    ...(owner && { owner }),
    name,
    ...(introduction && { introduction }),
    ...(notification && { notification }),
    ...(faceUrl && { faceUrl }),
    maxMembers: limitOf(wanted, settings),
    applyOption: applyOptionFixed ? applyOption : (wanted.applyOption ?? applyOption),
    inviteOption: wanted.inviteOption ?? inviteOption,
    ...(wanted.supportTopic && { supportTopic: true }),
    ...(wanted.permissionGroups && { permissionGroups: true }),
    ...(wanted.defaultPermissions !== undefined && { defaultPermissions: wanted.defaultPermissions }),
    ...(custom && { custom }),
    infoSeq: 1,
    infoTime: second,
  };
};

/** @throws Fault TooManyGroups, TooManyLiveRooms, GroupsTooFast */
const checkCount = (type: GroupType, count: GroupCount, settings: ApplicationSettings): void => {
  const reached = (groups: number, most: number): boolean => most > 0 && groups >= most;
  if (reached(count.total, settings.groupsInAll)) throw new Fault('TooManyGroups');
  if (type === 'AVChatRoom' && reached(count.byType.AVChatRoom ?? 0, settings.liveRoomsInAll)) {
    throw new Fault('TooManyLiveRooms');
  }
  if (count.grownToday >= settings.newGroupsPerDay) throw new Fault('GroupsTooFast');
};

const ownerWrites = (item: GroupItem, app: SdkAppId, owner: Newcomer | undefined): readonly Write[] => {
  const life = lifeOf(app, item);
  const count: MemberCountItem = { ...keys.memberCount(life), v: 1, members: owner ? 1 : 0 };
  const second = Math.floor(item.born / 1000);
  const items = owner && memberItems(life, item.type, owner, { next: 1, uncounted: 0 }, { shard: 0, second });
  return [
    { put: { item: count } },
    ...(items ? [{ put: { item: items.member } }, { put: { item: items.joined } }] : []),
  ];
};

const writesOf = (
  item: GroupItem,
  app: SdkAppId,
  owner: Newcomer | undefined,
  count: GroupCount,
): readonly Write[] => {
  const index: GroupIndexItem = {
    ...keys.groupIndex(app, item.number),
    v: 1,
    group: item.group,
    type: item.type,
  };
  const absent = 'attribute_not_exists(PK)';
  return [
    { put: { item, condition: absent } },
    { put: { item: index, condition: absent } },
    countGroup(app, item, 1, count, item.born),
    { put: openState(lifeOf(app, item), item.born) },
    ...(traits[item.type].members ? ownerWrites(item, app, owner) : []),
  ];
};

/** @throws Fault GroupIdTaken, GroupIdTakenByCaller */
const checkFree = async (table: Table, { app, group, maker }: NewGroup): Promise<void> => {
  const other = group && (await groupOf(table, app, group));
  if (other) throw new Fault(maker && other.owner === maker ? 'GroupIdTakenByCaller' : 'GroupIdTaken');
};

/**
 * Makes a group with its owner in one transaction: group, place in the list, count, state, count of members, the owner and its
 * pointer, 2 write units each; 1 or 2 read units. Other members are added behind it, step by step: a call that dies
 * in between leaves a whole group that lacks some of them.
 * @param now milliseconds since 1970
 * @throws Fault GroupIdTaken, GroupIdTakenByCaller, TooManyGroups, TooManyLiveRooms, GroupsTooFast
 */
export const createGroup = async (
  table: Table,
  wanted: NewGroup,
  settings: ApplicationSettings,
  now: number,
): Promise<GroupItem> => {
  const { app, owner } = wanted;
  const newcomer: Newcomer | undefined = owner && {
    account: owner,
    role: 'Owner',
    joinedAt: wanted.createdAt,
  };
  for (let left = attempts; left > 0; left -= 1) {
    const count = await groupCountOf(table, app, now);
    await checkFree(table, wanted);
    checkCount(wanted.type, count, settings);
    const item = itemOf(wanted, settings, now);
    if (await conditionHeld(table.transact(writesOf(item, app, newcomer, count)))) return item;
  }
  throw new Error('too many groups are made at the same moment');
};
