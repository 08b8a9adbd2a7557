import { about, call, group, groupId, groupRefusals } from '../../groups.ts';
import { actsForItsCaller, logsIn } from '../../messages.ts';
import type { Reply, WireCase, World } from '../../wire-case.ts';

const volatile = ['JoinTime'];
const accountsIn = ({ MemberList }: Reply) =>
  (MemberList as { Member_Account: string }[]).map(({ Member_Account }) => Member_Account);
const names = (world: World, ...shorts: readonly string[]) => shorts.map(short => world.name(short));

export const cases: readonly WireCase[] = [
  {
    title: 'shows all members when nothing is said',
    given: group(),
    body: about('Public'),
    reply: {
      MemberNum: 3,
      MemberList: [
        {
          Member_Account: 'ana',
          Role: 'Owner',
          MsgSeq: 0,
          MsgFlag: 'AcceptAndNotify',
          LastSendMsgTime: 0,
          MuteUntil: 0,
          NameCard: '',
        },
        { Member_Account: 'ben', Role: 'Admin' },
        { Member_Account: 'cho', Role: 'Member' },
      ],
    },
    volatile,
  },
  {
    title: 'shows a page by its offset, with what is asked for, in the names that clients use',
    given: group(),
    body: about('Public', {
      Limit: 1,
      Offset: 1,
      MemberInfoFilter: ['Role', 'NameCard', 'ShutUpUntil', 'OnlineStatus'],
    }),
    reply: (world, reply) =>
      expect(reply.MemberList).toEqual([
        {
          Member_Account: world.name('ben'),
          Role: 'Admin',
          NameCard: '',
          ShutUpUntil: 0,
          OnlineStatus: 'Offline',
        },
      ]),
  },
  {
    title: 'shows who is connected, wants no messages or does',
    given: async world => {
      await group()(world);
      for (const short of ['ana', 'cho']) await logsIn(world, short);
      const silent = { Member_Account: world.name('cho'), MsgFlag: 'Discard' };
      await call(world, 'modify_group_member_info', about('Public', silent)(world));
    },
    body: about('Public', { MemberInfoFilter: ['OnlineStatus'] }),
    reply: {
      MemberList: [
        { Member_Account: 'ana', OnlineStatus: 'Online' },
        { Member_Account: 'ben', OnlineStatus: 'Offline' },
        { Member_Account: 'cho', OnlineStatus: 'Online' },
      ],
    },
  },
  {
    title: 'does not show who is connected where the application keeps that to itself',
    settings: { userStatus: false },
    given: group(),
    body: about('Public', { Limit: 1, MemberInfoFilter: ['OnlineStatus'] }),
    reply: (world, { MemberList }) => expect(MemberList).toEqual([{ Member_Account: world.name('ana') }]),
  },
  {
    title: 'shows pages by a cursor, to the end',
    given: group({ type: 'Community' }),
    body: about('Community', { Limit: 2, Next: '0', MemberInfoFilter: ['Role'] }),
    reply: (world, reply) => expect(accountsIn(reply)).toEqual(names(world, 'ana', 'ben')),
    volatile: ['Next'],
    after: async (world, { Next }) => {
      const body = { GroupId: groupId(world, 'Community'), Limit: 2, Next, MemberInfoFilter: ['Role'] };
      const last = await call(world, 'get_group_member_info', body);
      expect(accountsIn(last)).toEqual(names(world, 'cho'));
      expect(last.Next).toBe('');
    },
  },
  {
    title: 'shows members of some roles, and counts them all',
    given: group(),
    body: about('Public', { MemberRoleFilter: ['Owner', 'Admin'] }),
    reply: (world, reply) => {
      expect(accountsIn(reply)).toEqual(names(world, 'ana', 'ben'));
      expect(reply.MemberNum).toBe(3);
    },
    volatile,
  },
  {
    title: 'shows own fields that are named, and until when somebody is muted',
    given: async world => {
      const GroupId = await group()(world);
      await call(world, 'modify_group_member_info', {
        GroupId,
        Member_Account: world.name('cho'),
        AppMemberDefinedData: [{ Key: 'shirt', Value: 'red' }],
        MuteTime: 0xffff_ffff,
      });
    },
    body: about('Public', { MemberRoleFilter: ['Member'], AppDefinedDataFilter_GroupMember: ['shirt'] }),
    reply: {
      MemberList: [{ MuteUntil: 0xffff_ffff, AppMemberDefinedData: [{ Key: 'shirt', Value: 'red' }] }],
    },
    volatile,
  },
  {
    title: 'is open to members',
    as: 'me',
    given: group({ me: 'Member' }),
    body: about('Public'),
    only: actsForItsCaller,
    reply: { MemberNum: 4 },
  },
  {
    title: 'is refused to who is no member',
    as: 'me',
    given: group(),
    body: about('Public'),
    only: actsForItsCaller,
    error: 'GroupNotPermitted',
  },
  {
    title: 'is refused for a live room',
    given: group({ type: 'AVChatRoom' }),
    body: about('AVChatRoom'),
    error: 'GroupNotPermitted',
  },
  ...groupRefusals(about('Public')),
];

export const unreachable = {
  GroupAnswerTooLarge: 'it takes thousands of members; test/unit/group-answers.test.ts has it',
};
