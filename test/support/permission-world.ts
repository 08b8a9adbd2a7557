import type { Table } from '../../lib/kernel/ports.ts';
import type { ApplicationSettings } from '../../lib/protocol/application-settings.ts';
import { GroupWorld, root } from './group-world.ts';

/** The community of a test, its topic and its permission group. */
export const GroupId = '@TGS#_club';
export const TopicId = `${GroupId}@TOPIC#_news`;
export const PermissionGroupId = '@PMG#_crew';
export const named = { GroupId, PermissionGroupId };

/** How a body lists members. */
export const listOf = (...names: readonly string[]) => names.map(Member_Account => ({ Member_Account }));

/** What is said of things one by one, by the code of each. */
export const codesOf = (reply: Readonly<Record<string, unknown>>, list: string): readonly unknown[] =>
  (reply[list] as readonly { readonly ErrorCode?: number; readonly Result?: number }[]).map(
    ({ ErrorCode, Result }) => ErrorCode ?? Result,
  );

/**
 * A community of `ana` with a topic, in which rights go by permission groups and nobody has any by default: `ben`, an administrator by
 * role, is in the permission group `crew`; `cho` and `dee` are members; `eve` is none.
 */
export const clubOf = async (
  table: Table,
  more: object = { EnablePermissionGroup: 1, DefaultPermissions: 0 },
  settings: Partial<ApplicationSettings> = {},
): Promise<GroupWorld> => {
  const world = new GroupWorld(table, { communities: true, ...settings });
  await world.accounts('ana', 'ben', 'cho', 'dee', 'eve', root);
  await world.call(root, 'create_group', {
    Type: 'Community',
    Name: 'club',
    GroupId,
    SupportTopic: 1,
    Owner_Account: 'ana',
    MemberList: [{ Member_Account: 'ben', Role: 'Admin' }, ...listOf('cho', 'dee')],
    ...more,
  });
  await world.call(root, 'create_topic', { GroupId, TopicName: 'News', TopicId });
  await world.call(root, 'create_permission_group', { ...named, PermissionGroupName: 'Crew' });
  await world.call(root, 'add_permission_group_member', { ...named, MemberList: listOf('ben') });
  return world;
};

/** Gives the permission group rights: in the whole community, and in the topic. */
export const give = async (
  world: GroupWorld,
  { community = 0, topic = 0 }: { readonly community?: number; readonly topic?: number },
): Promise<void> => {
  await world.call(root, 'modify_permission_group', { ...named, Permission: community });
  const TopicPermissionList = [{ TopicId, Permission: topic }];
  await world.call(root, 'add_topic_permission_group', { ...named, TopicPermissionList });
  await world.call(root, 'set_topic_permission_group', { ...named, TopicPermissionList });
};

/** Members of the permission group, as a list shows them. */
export const crewOf = async (world: GroupWorld): Promise<readonly unknown[]> => {
  const { MemberList } = await world.call(root, 'get_permission_group_member_list', named);
  return (MemberList as readonly { Member_Account: string }[]).map(({ Member_Account }) => Member_Account);
};

/** How many members the permission group counts; undefined when there is none. */
export const countedCrew = async (world: GroupWorld): Promise<unknown> => {
  const body = { GroupId, PermissionGroupIdList: [PermissionGroupId] };
  const { PermissionGroupInfoList } = await world.call(root, 'get_permission_group', body);
  return (PermissionGroupInfoList as readonly { MemberCount?: number }[])[0]?.MemberCount;
};

/** Permission groups that a member is in, by their ids. */
export const joinedBy = async (world: GroupWorld, Member_Account: string): Promise<readonly unknown[]> => {
  const { PermissionGroupInfoList } = await world.call(root, 'get_joined_permission_group', {
    GroupId,
    Member_Account,
  });
  return (PermissionGroupInfoList as readonly { PermissionGroupId: string }[]).map(
    one => one.PermissionGroupId,
  );
};
