import { about, call, group, groupId, groupRefusals, noticeAt, rolesIn, tipAt } from '../../groups.ts';
import { actsForItsCaller, logsIn } from '../../messages.ts';
import { belonging } from '../../topic-messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const changes = (short: string, more: object) => (world: World) => ({
  Member_Account: world.name(short),
  ...more,
});

const memberOf = async (world: World, short: string) => {
  const { MemberList } = await call(world, 'get_specified_group_member_info', {
    GroupId: groupId(world),
    Member_List_Account: [world.name(short)],
    AppDefinedDataFilter_GroupMember: ['shirt', 'note'],
  });
  return (MemberList as [Record<string, unknown>])[0];
};

const refusedTo = (me: 'Admin' | 'Member', what: string, short: string, more: object): WireCase => ({
  title: `does not let who is ${me} change ${what}`,
  as: 'me',
  given: group({ me }),
  body: about('Public', changes(short, more)),
  only: actsForItsCaller,
  error: 'GroupNotPermitted',
});

export const cases: readonly WireCase[] = [
  {
    title: 'changes role, receive option, name card and own fields',
    given: group(),
    body: about(
      'Public',
      changes('cho', {
        Role: 'Admin',
        MsgFlag: 'AcceptNotNotify',
        NameCard: 'Cho (guide)',
        AppMemberDefinedData: [{ Key: 'note', Value: 'good' }],
      }),
    ),
    after: async world =>
      expect(await memberOf(world, 'cho')).toMatchObject({
        Role: 'Admin',
        MsgFlag: 'AcceptNotNotify',
        NameCard: 'Cho (guide)',
        AppMemberDefinedData: [{ Key: 'note', Value: 'good' }],
      }),
  },
  {
    title: 'takes a name card away',
    given: async world => {
      await group()(world);
      const named = changes('cho', { NameCard: 'Cho' })(world);
      await call(world, 'modify_group_member_info', { GroupId: groupId(world), ...named });
    },
    body: about('Public', changes('cho', { NameCard: '' })),
    after: async world => expect(await memberOf(world, 'cho')).toMatchObject({ NameCard: '' }),
  },
  {
    title: 'tells the clients of a member how it wants to be told of messages',
    given: async world => {
      await logsIn(world, 'cho');
      await group()(world);
    },
    body: about('Public', changes('cho', { MsgFlag: 'Discard' })),
    after: async world => expect(await noticeAt(world.kept('cho'), 20)).toMatchObject({ MsgFlag: 'Discard' }),
  },
  {
    title: 'tells who has become an administrator, and the group',
    given: async world => {
      await logsIn(world, 'cho');
      await group()(world);
    },
    body: about('Public', changes('cho', { Role: 'Admin' })),
    after: async world => {
      expect(await noticeAt(world.kept('cho'), 9)).toMatchObject({ ReportType: 9 });
      expect(await tipAt(world.kept('cho'), 4)).toMatchObject({ List_Account: [world.name('cho')] });
    },
  },
  {
    title: 'tells who is no administrator any more',
    given: async world => {
      await logsIn(world, 'ben');
      await group()(world);
    },
    body: about('Public', changes('ben', { Role: 'Member' })),
    after: async world => {
      expect(await noticeAt(world.kept('ben'), 10)).toMatchObject({ ReportType: 10 });
      expect(await tipAt(world.kept('ben'), 5)).toMatchObject({ List_Account: [world.name('ben')] });
    },
  },
  ...(['MuteTime', 'ShutUpTime'] as const).map(
    (name): WireCase => ({
      title: `mutes for some seconds, as ${name}, and tells the group`,
      given: async world => {
        await logsIn(world, 'ben');
        await group()(world);
      },
      body: about('Public', changes('cho', { [name]: 600 })),
      after: async world => {
        const until = (await memberOf(world, 'cho'))?.MuteUntil as number;
        expect(Math.abs(until - world.now() - 600)).toBeLessThan(60);
        expect(await tipAt(world.kept('ben'), 7)).toMatchObject({
          MsgMemberInfo: [{ User_Account: world.name('cho'), ShutupTime: 600 }],
        });
        await call(world, 'modify_group_member_info', {
          GroupId: groupId(world),
          Member_Account: world.name('cho'),
          [name]: 0,
        });
        expect(await memberOf(world, 'cho')).toMatchObject({ MuteUntil: 0 });
      },
    }),
  ),
  {
    title: 'lets a member change what is its own',
    as: 'me',
    given: group({ me: 'Member' }),
    body: about(
      'Public',
      changes('me', {
        MsgFlag: 'Discard',
        NameCard: 'me',
        AppMemberDefinedData: [{ Key: 'shirt', Value: 'red' }],
      }),
    ),
    only: actsForItsCaller,
    after: async world =>
      expect(await memberOf(world, 'me')).toMatchObject({
        MsgFlag: 'Discard',
        NameCard: 'me',
        AppMemberDefinedData: [{ Key: 'shirt', Value: 'red' }],
      }),
  },
  {
    title: 'lets an administrator change the name card of a member, and mute it',
    as: 'me',
    given: group({ me: 'Admin' }),
    body: about('Public', changes('cho', { NameCard: 'Cho', MuteTime: 60 })),
    only: actsForItsCaller,
  },
  refusedTo('Member', "another's name card", 'cho', { NameCard: 'x' }),
  refusedTo('Member', "another's receive option", 'cho', { MsgFlag: 'Discard' }),
  refusedTo('Member', 'roles', 'me', { Role: 'Admin' }),
  refusedTo('Member', 'who may speak', 'cho', { MuteTime: 60 }),
  refusedTo('Member', 'an own field that is not open to it', 'me', {
    AppMemberDefinedData: [{ Key: 'note', Value: 'x' }],
  }),
  refusedTo('Admin', 'roles', 'cho', { Role: 'Admin' }),
  refusedTo('Admin', "another administrator's right to speak", 'ben', { MuteTime: 60 }),
  refusedTo('Admin', "the owner's name card", 'ana', { NameCard: 'x' }),
  {
    title: 'never changes the role of the owner',
    given: group(),
    body: about('Public', changes('ana', { Role: 'Member' })),
    error: 'GroupNotPermitted',
    after: async world => expect(await rolesIn(world, 'Public', 'ana')).toEqual(['Owner']),
  },
  {
    title: 'makes no administrators in a Work group',
    given: group({ type: 'Private' }),
    body: about('Private', changes('cho', { Role: 'Admin' })),
    error: 'GroupNotPermitted',
  },
  {
    title: 'mutes nobody in a Work group',
    given: group({ type: 'Private' }),
    body: about('Private', changes('cho', { MuteTime: 60 })),
    error: 'GroupNotPermitted',
  },
  {
    title: 'mutes in a live room, where published clients ask for it like this',
    given: group({ type: 'AVChatRoom' }),
    body: about('AVChatRoom', changes('cho', { ShutUpTime: 60 })),
    after: async world => {
      const { MutedAccountList } = await call(world, 'get_group_muted_account', {
        GroupId: groupId(world, 'AVChatRoom'),
      });
      expect(MutedAccountList).toMatchObject([{ Member_Account: world.name('cho') }]);
    },
  },
  {
    title: 'is refused in a live room',
    given: group({ type: 'AVChatRoom' }),
    body: about('AVChatRoom', changes('cho', { NameCard: 'x' })),
    error: 'GroupNotPermitted',
  },
  {
    title: 'refuses who is no member',
    given: group(),
    body: about('Public', changes('dee', { NameCard: 'x' })),
    error: 'GroupParameterNotValid',
  },
  {
    title: 'refuses a name card of 51 bytes',
    given: group(),
    body: about('Public', changes('cho', { NameCard: 'x'.repeat(51) })),
    error: 'GroupParameterNotValid',
  },
  ...groupRefusals(about('Public', changes('cho', { NameCard: 'x' }))),
  ...belonging,
];
