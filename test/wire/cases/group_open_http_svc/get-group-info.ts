import { group, groupId } from '../../groups.ts';
import { actsForItsCaller } from '../../messages.ts';
import type { WireCase } from '../../wire-case.ts';

const volatile = ['CreateTime', 'LastInfoTime', 'JoinTime'];

export const cases: readonly WireCase[] = [
  {
    title: 'reads everything of a group and its members when nothing is said',
    given: group({ more: { AppDefinedData: [{ Key: 'level', Value: '3' }] } }),
    body: world => ({ GroupIdList: [groupId(world)] }),
    reply: {
      GroupInfo: [
        {
          GroupId: 'hikers',
          ErrorCode: 0,
          Type: 'Public',
          Name: 'hikers',
          Introduction: '',
          Notification: '',
          FaceUrl: '',
          Owner_Account: 'ana',
          InfoSeq: 1,
          LastMsgTime: 0,
          NextMsgSeq: 1,
          MemberNum: 3,
          MaxMemberNum: 2000,
          ApplyJoinOption: 'NeedPermission',
          InviteJoinOption: 'DisableInvite',
          MuteAllMember: 'Off',
          AppDefinedData: [{ Key: 'level', Value: '3' }],
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
      ],
    },
    volatile,
  },
  {
    title: 'reads the parts that a filter names only',
    given: group(),
    body: world => ({
      GroupIdList: [groupId(world)],
      ResponseFilter: {
        GroupBaseInfoFilter: ['Type', 'Name', 'NextMsgSeq', 'ShutUpAllMember'],
        MemberInfoFilter: ['Account', 'Role'],
      },
    }),
    reply: (world, reply) =>
      expect(reply.GroupInfo).toEqual([
        {
          GroupId: groupId(world),
          ErrorCode: 0,
          ErrorInfo: '',
          Type: 'Public',
          Name: 'hikers',
          NextMsgSeq: 1,
          ShutUpAllMember: 'Off',
          MemberList: ['ana', 'ben', 'cho'].map((short, i) => ({
            Member_Account: world.name(short),
            Role: ['Owner', 'Admin', 'Member'][i],
          })),
        },
      ]),
  },
  {
    title: 'tells for each group what was wrong with it',
    given: group({ type: 'AVChatRoom' }),
    body: world => ({ GroupIdList: [groupId(world, 'AVChatRoom'), world.name('nosuch'), 'é'] }),
    reply: (_, { GroupInfo }) => {
      expect(GroupInfo).toMatchObject([
        { ErrorCode: 0, Type: 'AVChatRoom' },
        { ErrorCode: 10010 },
        { ErrorCode: 10015 },
      ]);
      const [room] = GroupInfo as [object];
      expect(room).not.toHaveProperty('MemberList');
      expect(room).not.toHaveProperty('MemberNum');
    },
    volatile,
  },
  {
    title: 'shows a client no members of a group that it is not in, and no Work group at all',
    as: 'me',
    given: async world => {
      await group()(world);
      await world.admin('group_open_http_svc.create_group', {
        Type: 'Work',
        Name: 'team',
        GroupId: world.name('team'),
        Owner_Account: world.name('ana'),
      });
    },
    body: world => ({ GroupIdList: [groupId(world), world.name('team')] }),
    only: actsForItsCaller,
    reply: (_, { GroupInfo }) => {
      expect(GroupInfo).toMatchObject([{ ErrorCode: 0 }, { ErrorCode: 10007 }]);
      expect((GroupInfo as [object])[0]).not.toHaveProperty('MemberList');
    },
  },
  {
    title: 'refuses 51 groups',
    body: { GroupIdList: Array.from({ length: 51 }, (_, i) => `g${i}`) },
    error: 'GroupParameterNotValid',
  },
];

export const unreachable = {
  GroupAnswerTooLarge: 'it takes thousands of members; test/unit/group-answers.test.ts has it',
};
