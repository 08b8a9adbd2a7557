import { type PushedPermissionChange, permissionChange } from '../../lib/protocol/permission-pushes.ts';
import type { PushedEvent } from '../support/socket-client.ts';
import { group } from './groups.ts';
import { clientOf, logsIn } from './messages.ts';
import { aboutClub, club, communities, inClub, topicId, topics } from './topics.ts';
import type { Reply, WireCase, World } from './wire-case.ts';

/** The permission group of a case, and one that there is not. */
export const crew = '@PMG#_crew';
export const nosuch = '@PMG#_nosuch';

/** Calls a command about permission groups as the administrator over REST. */
export const permissions = (world: World, command: string, body: object = {}): Promise<Reply> =>
  world.admin(`group_open_http_svc.${command}`, { GroupId: club(world), ...body });

/** A body about the permission group. */
export const aboutCrew = (more: (world: World) => object = () => ({})) =>
  aboutClub(world => ({ PermissionGroupId: crew, ...more(world) }));

/** How a body lists members. */
export const listed = (world: World, ...shorts: readonly string[]) =>
  shorts.map(short => ({ Member_Account: world.name(short) }));

/**
 * A community in which rights go by permission groups and nobody has any by default, with the topic `news` and the permission group `crew`,
 * of which `ben` is a member.
 * @param me the caller is in it: as an administrator by role, which counts for nothing
 */
export const withCrew = (me?: 'me') => async (world: World) => {
  await inClub(me && 'Admin')(world);
  await topics(world, 'create_topic', { TopicName: 'News', TopicId: topicId(world) });
  await permissions(world, 'create_permission_group', {
    PermissionGroupId: crew,
    PermissionGroupName: 'Crew',
    Permission: 3,
    CustomString: 'c',
  });
  await permissions(world, 'add_permission_group_member', {
    PermissionGroupId: crew,
    MemberList: listed(world, 'ben', ...(me ? ['me'] : [])),
  });
  await permissions(world, 'modify_group_base_info', { EnablePermissionGroup: 1, DefaultPermissions: 0 });
};

/** As `withCrew`, with rights in the topic; `cho` listens. */
export const withTopicRights = async (world: World) => {
  await logsIn(world, 'cho');
  await withCrew()(world);
  await permissions(world, 'add_topic_permission_group', {
    PermissionGroupId: crew,
    TopicPermissionList: [{ TopicId: topicId(world), Permission: 8 }],
  });
};

/** As `withCrew`, and `cho` listens. */
export const listening = async (world: World) => {
  await logsIn(world, 'cho');
  await withCrew()(world);
};

/** What `cho` is told of rights: waits for a change of one kind, which a predicate picks. */
export const toldOfRights = async (
  world: World,
  kind: keyof typeof permissionChange,
  picks: (change: PushedPermissionChange) => boolean = () => true,
): Promise<PushedPermissionChange | undefined> => {
  const changes = ({ GroupPermissionNotifys: all = [] }: PushedEvent) =>
    (all as readonly PushedPermissionChange[]).filter(
      change => change.OpType === permissionChange[kind] && picks(change),
    );
  return changes(await clientOf(world, 'cho').push(event => changes(event).length > 0))[0];
};

/** What is said of the permission group. */
export const crewNow = async (world: World): Promise<unknown> => {
  const body = { PermissionGroupIdList: [crew] };
  const { PermissionGroupInfoList } = await permissions(world, 'get_permission_group', body);
  return (PermissionGroupInfoList as readonly unknown[])[0];
};

/** What every command about permission groups refuses; most of them also where there is no such one. */
export const permissionRefusals = (
  fields: (world: World) => object,
  { ofOne = true }: { readonly ofOne?: boolean } = {},
): readonly WireCase[] => {
  const more = (world: World) => ({ PermissionGroupId: nosuch, ...fields(world) });
  const everywhere: readonly WireCase[] = [
    {
      settings: { communities: false },
      title: 'is refused where communities are off',
      body: world => ({ ...more(world), GroupId: '@TGS#_a' }),
      error: 'CommunityOff',
    },
    {
      ...communities,
      title: 'is refused in a group of another type',
      given: group(),
      body: world => ({ ...more(world), GroupId: world.name('hikers') }),
      error: 'GroupNotPermitted',
    },
    {
      ...communities,
      title: 'refuses an id that no group can have',
      body: world => ({ ...more(world), GroupId: 'grüezi' }),
      error: 'GroupIdNotValid',
    },
    {
      ...communities,
      title: 'needs a community',
      body: world => ({ ...more(world), GroupId: '@TGS#_none' }),
      error: 'GroupNotFound',
    },
    { ...communities, title: 'needs its fields', body: { GroupId: 7 }, error: 'GroupParameterNotValid' },
  ];
  const needsOne: WireCase = {
    ...communities,
    title: 'needs a permission group that there is',
    given: inClub(),
    body: aboutClub(more),
    error: 'PermissionGroupNotFound',
  };
  return ofOne ? [...everywhere, needsOne] : everywhere;
};

/** Only who has the right may, an administrator of the group or not. */
export const onlyPermitted = (more: (world: World) => object): WireCase => ({
  ...communities,
  as: 'me',
  only: { door: 'socket', reason: 'over REST only an administrator calls' },
  title: 'is not for who has not the right, although an administrator by role',
  given: withCrew('me'),
  body: aboutCrew(more),
  error: 'GroupNotPermitted',
});

/** What every command about members of a permission group refuses. */
export const memberRefusals = (fields: (world: World) => object): readonly WireCase[] => [
  {
    ...communities,
    title: 'takes a hundred at once',
    given: listening,
    body: aboutCrew(() => ({
      MemberList: Array.from({ length: 101 }, (_, i) => ({ Member_Account: `m${i}` })),
    })),
    error: 'TooManyGroupAccounts',
  },
  onlyPermitted(fields),
  ...permissionRefusals(fields),
];
