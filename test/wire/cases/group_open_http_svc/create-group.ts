import { about, call, group, groupId, noticeAt, rolesIn } from '../../groups.ts';
import { accounts, actsForItsCaller, logsIn } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const everybody = accounts('ana', 'ben', 'cho');
const made =
  (Type: string, more: object | ((world: World) => object) = {}) =>
  (world: World): object => ({
    Type,
    Name: 'hikers',
    Owner_Account: world.name('ana'),
    ...about(Type, more)(world),
  });

const infoOf = async (world: World, type: string): Promise<Readonly<Record<string, unknown>>> => {
  const { GroupInfo } = await call(world, 'get_group_info', { GroupIdList: [groupId(world, type)] });
  return (GroupInfo as [Record<string, unknown>])[0];
};

export const cases: readonly WireCase[] = [
  {
    title: 'makes a group with its owner, administrators and members, and own fields',
    given: everybody,
    body: made('Public', world => ({
      Introduction: 'we walk',
      Notification: 'at nine',
      FaceUrl: 'http://a/b',
      MaxMemberCount: 50,
      ApplyJoinOption: 'FreeAccess',
      AppDefinedData: [{ Key: 'level', Value: '3' }],
      MemberList: [
        {
          Member_Account: world.name('ben'),
          Role: 'Admin',
          AppMemberDefinedData: [{ Key: 'shirt', Value: 'red' }],
        },
        { Member_Account: world.name('cho') },
      ],
    })),
    reply: { GroupId: 'hikers', Type: 'Public' },
    after: async world => {
      expect(await rolesIn(world, 'Public', 'ana', 'ben', 'cho', 'dee')).toEqual([
        'Owner',
        'Admin',
        'Member',
        'NotMember',
      ]);
      expect(await infoOf(world, 'Public')).toMatchObject({
        Introduction: 'we walk',
        Notification: 'at nine',
        FaceUrl: 'http://a/b',
        MaxMemberNum: 50,
        MemberNum: 3,
        ApplyJoinOption: 'FreeAccess',
        NextMsgSeq: 1,
        AppDefinedData: [{ Key: 'level', Value: '3' }],
      });
    },
  },
  ...[
    ['Private', 'Private'],
    ['Work', 'Private'],
    ['Public', 'Public'],
    ['ChatRoom', 'ChatRoom'],
    ['Meeting', 'ChatRoom'],
    ['AVChatRoom', 'AVChatRoom'],
    ['Community', 'Community'],
  ].map(
    ([Type = '', shown = '']): WireCase => ({
      title: `makes a group of the type ${Type}`,
      given: everybody,
      body: made(Type),
      reply: { Type: shown },
      after: async world => expect(await infoOf(world, Type)).toMatchObject({ Type: shown, ErrorCode: 0 }),
    }),
  ),
  {
    title: 'makes a group without an owner, under an id of our own',
    body: { Type: 'Public', Name: 'hikers' },
    reply: (_, reply) => expect(reply.GroupId).toMatch(/^@TGS#2/),
    volatile: ['GroupId'],
  },
  {
    title: 'makes who calls the owner, and tells its other clients',
    as: 'me',
    given: async world => {
      const phone = await world.connect();
      const account = world.name('me');
      await phone.login({ sdkAppId: world.sdkAppId, account, userSig: world.userSig(account), platform: 1 });
      world.keep('phone', phone);
    },
    body: world => ({ Type: 'Public', Name: 'hikers', GroupId: groupId(world) }),
    only: actsForItsCaller,
    after: async world => {
      expect(await rolesIn(world, 'Public', 'me')).toEqual(['Owner']);
      expect(await noticeAt(world.kept('phone'), 6)).toMatchObject({ ReportType: 6 });
    },
  },
  {
    title: 'tells initial members nothing',
    given: async world => {
      await everybody(world);
      await logsIn(world, 'ben');
    },
    body: made('Public', world => ({ MemberList: [{ Member_Account: world.name('ben') }] })),
    after: async world =>
      expect(
        world.kept<{ pushes: readonly { Event: number }[] }>('ben').pushes.filter(({ Event }) => Event === 5),
      ).toEqual([]),
  },
  {
    title: 'makes a client no group of somebody else',
    as: 'me',
    given: everybody,
    body: made('Public'),
    only: actsForItsCaller,
    error: 'GroupNotPermitted',
  },
  {
    title: 'refuses members in a live room',
    given: everybody,
    body: made('AVChatRoom', world => ({ MemberList: [{ Member_Account: world.name('ben') }] })),
    error: 'GroupNotPermitted',
  },
  {
    title: 'refuses administrators in a Work group',
    given: everybody,
    body: made('Work', world => ({ MemberList: [{ Member_Account: world.name('ben'), Role: 'Admin' }] })),
    error: 'GroupNotPermitted',
  },
  {
    title: 'refuses a type that there is not',
    given: everybody,
    body: made('BChatRoom'),
    error: 'GroupParameterNotValid',
  },
  {
    title: 'refuses a name of 31 bytes',
    given: everybody,
    body: made('Public', { Name: 'x'.repeat(31) }),
    error: 'GroupParameterNotValid',
  },
  {
    title: 'takes a name of 100 bytes where that is allowed',
    settings: { longGroupTexts: true },
    given: everybody,
    body: made('Public', { Name: 'x'.repeat(100) }),
  },
  {
    title: 'refuses an own field that is not declared',
    given: everybody,
    body: made('Public', { AppDefinedData: [{ Key: 'nosuch', Value: '1' }] }),
    error: 'GroupParameterNotValid',
  },
  {
    title: 'refuses 101 members',
    given: everybody,
    body: made('Public', {
      MemberList: Array.from({ length: 101 }, (_, i) => ({ Member_Account: `u${i}` })),
    }),
    error: 'TooManyGroupAccounts',
  },
  {
    title: 'refuses more members than the group may have',
    given: everybody,
    body: made('Public', world => ({
      MaxMemberCount: 2,
      MemberList: [{ Member_Account: world.name('ben') }, { Member_Account: world.name('cho') }],
    })),
    error: 'TooManyGroupMembers',
  },
  {
    title: 'refuses an owner who does not exist',
    body: made('Public'),
    error: 'GroupAccountNotFound',
  },
  {
    title: 'refuses an id that begins like our own',
    given: everybody,
    body: made('Public', { GroupId: '@TGS#mine' }),
    error: 'GroupIdNotValid',
  },
  {
    title: 'refuses a community whose id does not begin as it has to',
    given: everybody,
    body: made('Community', { GroupId: 'club' }),
    error: 'GroupIdNotValid',
  },
  {
    title: 'refuses the id of a group of somebody else',
    given: group(),
    body: world => ({ ...made('Public')(world), Owner_Account: world.name('ben') }),
    error: 'GroupIdTaken',
  },
  {
    title: 'refuses the id of a group that the owner has already',
    given: group(),
    body: made('Public'),
    error: 'GroupIdTakenByCaller',
  },
  {
    title:
      'makes a community whose rights go by permission groups, in which members may what they may elsewhere',
    given: everybody,
    body: made('Community', { EnablePermissionGroup: 1 }),
    after: async world =>
      expect(await infoOf(world, 'Community')).toMatchObject({
        EnablePermissionGroup: 1,
        DefaultPermissions: 448,
      }),
  },
  {
    title: 'refuses permissions for other types',
    given: everybody,
    body: made('Public', { EnablePermissionGroup: 1 }),
    error: 'GroupParameterNotValid',
  },
  {
    title: 'refuses communities where they are off',
    settings: { communities: false },
    given: everybody,
    body: made('Community'),
    error: 'CommunityOff',
  },
  {
    title: 'refuses one group too many',
    settings: { groupsInAll: 1 },
    given: async world => {
      await everybody(world);
      const { GroupIdList } = await call(world, 'get_appid_group_list', {});
      if ((GroupIdList as []).length === 0)
        await call(world, 'create_group', { Type: 'Public', Name: 'first' });
    },
    body: made('Public'),
    error: 'TooManyGroups',
  },
  {
    title: 'refuses one live room too many',
    settings: { liveRoomsInAll: 1 },
    given: async world => {
      await everybody(world);
      const { GroupIdList } = await call(world, 'get_appid_group_list', { GroupType: 'AVChatRoom' });
      if ((GroupIdList as []).length === 0)
        await call(world, 'create_group', { Type: 'AVChatRoom', Name: 'first' });
    },
    body: made('AVChatRoom'),
    error: 'TooManyLiveRooms',
  },
  {
    title: 'refuses more new groups in a day than there may be',
    settings: { newGroupsPerDay: 1 },
    given: async world => {
      await everybody(world);
      const { GroupIdList } = await call(world, 'get_appid_group_list', {});
      if ((GroupIdList as []).length === 0)
        await call(world, 'create_group', { Type: 'Public', Name: 'first' });
    },
    body: made('Public'),
    error: 'GroupsTooFast',
  },
];

export const unreachable = {
  TooManyGroupsOfAccount: 'the lowest limit is 50 groups; test/storage/group-members.test.ts goes past it',
};
