import type { Ports, Table } from '../../kernel/ports.ts';
import type { GroupType } from '../../protocol/group-words.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { GroupItem, JoinedItem, MemberItem } from '../../table/group-items.ts';
import { keys } from '../../table/keys.ts';
import { forEachOf } from '../bounded.ts';
import { placeNamed } from '../room/places.ts';
import { sessionsOf } from '../session/session-store.ts';
import { groupsOf, lifeOf } from './group-store.ts';
import { type GroupView, isActive, viewsOf } from './group-views.ts';
import { dropPointer, joinedOf } from './joined-store.ts';

type RoomPorts = Pick<Ports, 'table' | 'clock'>;

/** Which groups of an account are wanted. */
export interface JoinedRange {
  readonly types?: readonly GroupType[] | undefined;
  /** Only those with topics, or without. */
  readonly topics?: boolean | undefined;
  /** Work groups without a message too. */
  readonly inactive: boolean;
  /** Live rooms that its clients are in too. */
  readonly rooms: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** A group with what the account is in it. */
export interface JoinedGroup extends GroupView {
  readonly member: MemberItem | undefined;
}

/** Live rooms that clients of an account are in: 1 read unit. */
const roomsOf = async (ports: RoomPorts, app: SdkAppId, account: UserId): Promise<readonly GroupItem[]> => {
  const sessions = await sessionsOf(ports, app, account);
  const names = new Set(sessions.flatMap(({ rooms }) => [...(rooms ?? [])]));
  const lives = [...names].map(name => placeNamed(app, name).life);
  const groups = await groupsOf(
    ports.table,
    app,
    lives.map(({ group }) => group),
  );
  return [...groups.values()].filter(({ group, born }) =>
    lives.some(life => life.group === group && life.born === born),
  );
};

/** The groups that the pointers lead to, in their order. Pointers to lives that are over are dropped. */
const followed = async (
  table: Table,
  app: SdkAppId,
  account: UserId,
  pointers: readonly JoinedItem[],
): Promise<readonly GroupItem[]> => {
  const found = await table.getMany<GroupItem>(pointers.map(({ group }) => keys.group(app, group)));
  const groups = new Map(found.map(group => [group.group, group]));
  const lives = (pointer: JoinedItem) => groups.get(pointer.group)?.born === pointer.born;
  await forEachOf(
    pointers.filter(pointer => !lives(pointer)),
    pointer => dropPointer(table, app, account, pointer),
  );
  return pointers.filter(lives).flatMap(({ group }) => groups.get(group) ?? []);
};

/** Whether it shows in the account's list: a Work group without a message does in its owner's only. */
const isShown = (view: GroupView, account: UserId, { inactive, topics }: JoinedRange): boolean =>
  (inactive || isActive(view) || view.group.owner === account) &&
  (topics === undefined || topics === (view.group.supportTopic ?? false));

/**
 * The groups of an account, by their ids: 1 read unit for about 25 pointers, and for each group ½ for itself, its state and
 * the count of its members; ½ more for each that is listed; 1 for live rooms, and 1 for each.
 */
export const joinedGroups = async (
  ports: RoomPorts,
  app: SdkAppId,
  account: UserId,
  range: JoinedRange,
): Promise<{ readonly total: number; readonly groups: readonly JoinedGroup[] }> => {
  const { table } = ports;
  const [pointers, rooms] = await Promise.all([
    joinedOf(table, app, account),
    range.rooms ? roomsOf(ports, app, account) : [],
  ]);
  const wanted = pointers.filter(({ type }) => !range.types || range.types.includes(type));
  const groups = await followed(table, app, account, wanted);
  const inRooms = rooms.filter(({ type }) => !range.types || range.types.includes(type));
  const views = await viewsOf(table, app, [...groups, ...inRooms]);
  const shown = views.filter(view => isShown(view, account, range));
  const listed = shown.slice(range.offset, range.offset + range.limit);
  const members = await table.getMany<MemberItem>(
    listed.map(({ group }) => keys.member(lifeOf(app, group), account)),
  );
  const byKey = new Map(members.map(member => [member.PK, member]));
  return {
    total: shown.length,
    groups: listed.map(view => ({
      ...view,
      member: byKey.get(keys.member(lifeOf(app, view.group), account).PK),
    })),
  };
};
