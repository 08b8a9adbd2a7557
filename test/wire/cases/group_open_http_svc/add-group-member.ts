import { about, call, group, groupId, groupRefusals, noticeAt, rolesIn, tipAt } from '../../groups.ts';
import { consent, waitingFor } from '../../invitations.ts';
import { actsForItsCaller, logsIn } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const adds =
  (...shorts: readonly string[]) =>
  (world: World) => ({ MemberList: shorts.map(short => ({ Member_Account: world.name(short) })) });

/** Who has to be asked first, and `me` is an ordinary member. */
const askFirst = group({ me: 'Member', more: { InviteJoinOption: 'NeedPermission' } });

export const cases: readonly WireCase[] = [
  {
    title: 'tells of each what became of it',
    given: group(),
    body: about('Public', adds('dee', 'ben', 'nobody')),
    reply: {
      MemberList: [
        { Member_Account: 'dee', Result: 1 },
        { Member_Account: 'ben', Result: 2 },
        { Member_Account: 'nobody', Result: 0 },
      ],
    },
    after: async world => expect(await rolesIn(world, 'Public', 'dee')).toEqual(['Member']),
  },
  {
    title: 'tells the group, and who was put into it',
    given: async world => {
      await logsIn(world, 'cho');
      await logsIn(world, 'dee');
      await group()(world);
    },
    body: about('Public', adds('dee')),
    after: async world => {
      expect(await tipAt(world.kept('cho'), 1)).toMatchObject({
        List_Account: [world.name('dee')],
        MemberNum: 4,
        GroupJoinType: 2,
      });
      expect(await noticeAt(world.kept('dee'), 7)).toMatchObject({ ReportType: 7 });
    },
  },
  {
    title: 'tells nobody when it is to be silent',
    given: async world => {
      await logsIn(world, 'dee');
      await group()(world);
    },
    body: about('Public', world => ({ ...adds('dee')(world), Silence: 1 })),
    after: async world => {
      const { GroupInfo } = await call(world, 'get_group_info', { GroupIdList: [groupId(world)] });
      expect(GroupInfo).toMatchObject([{ NextMsgSeq: 1, MemberNum: 4 }]);
      expect(world.kept<{ pushes: readonly unknown[] }>('dee').pushes).toEqual([]);
    },
  },
  {
    title: 'lets every member of a Work group invite',
    as: 'me',
    given: group({ type: 'Private', me: 'Member' }),
    body: about('Private', adds('dee')),
    only: actsForItsCaller,
    reply: { MemberList: [{ Result: 1 }] },
  },
  {
    title: 'lets nobody invite into a Public group unless the group wants it',
    as: 'me',
    given: group({ me: 'Owner' }),
    body: about('Public', adds('dee')),
    only: actsForItsCaller,
    error: 'GroupNotPermitted',
  },
  {
    title: 'lets a member invite where the group wants it',
    as: 'me',
    given: group({ me: 'Member', more: { InviteJoinOption: 'FreeAccess' } }),
    body: about('Public', adds('dee')),
    only: actsForItsCaller,
    reply: { MemberList: [{ Result: 1 }] },
  },
  {
    title: 'asks the leaders when a member invites and they have to agree',
    as: 'me',
    given: async world => {
      await logsIn(world, 'ben');
      await askFirst(world);
    },
    body: about('Public', adds('dee')),
    only: actsForItsCaller,
    reply: { MemberList: [{ Result: 3 }] },
    after: async world => {
      expect(await noticeAt(world.kept('ben'), 24)).toMatchObject({ Operator_Account: world.name('me') });
      expect(await rolesIn(world, 'Public', 'dee')).toEqual(['NotMember']);
    },
  },
  {
    ...consent,
    title: 'asks who is invited by a leader or a member where the application wants it',
    as: 'me',
    given: async world => {
      await logsIn(world, 'dee');
      await group({ me: 'Admin', more: { InviteJoinOption: 'NeedPermission' } })(world);
    },
    body: about('Public', adds('dee', 'ben', 'nobody')),
    only: actsForItsCaller,
    reply: { MemberList: [{ Result: 3 }, { Result: 2 }, { Result: 0 }] },
    after: async world => {
      const asked = await noticeAt(world.kept('dee'), 12);
      expect(asked).toMatchObject({ Operator_Account: world.name('me'), Authentication: expect.any(String) });
      expect(await rolesIn(world, 'Public', 'dee')).toEqual(['NotMember']);
      expect(await waitingFor(world, 'dee')).toMatchObject([
        { From_Account: world.name('me'), To_Account: world.name('dee'), PendencyType: 1 },
      ]);
    },
  },
  {
    ...consent,
    title: 'asks nobody when a backend puts accounts in',
    given: group(),
    body: about('Public', adds('dee')),
    reply: { MemberList: [{ Result: 1 }] },
  },
  {
    ...consent,
    title: 'cannot invite only accounts that do not exist',
    as: 'me',
    given: group({ me: 'Owner', more: { InviteJoinOption: 'FreeAccess' } }),
    body: about('Public', adds('nobody')),
    only: actsForItsCaller,
    error: 'GroupAccountNotFound',
  },
  {
    title: 'tells nobody in a Work group without a message',
    given: async world => {
      await logsIn(world, 'dee');
      await group({ type: 'Private' })(world);
    },
    body: about('Private', adds('dee')),
    after: async world => {
      const { GroupInfo } = await call(world, 'get_group_info', { GroupIdList: [groupId(world)] });
      expect(GroupInfo).toMatchObject([{ NextMsgSeq: 1, MemberNum: 4 }]);
      expect(world.kept<{ pushes: readonly unknown[] }>('dee').pushes).toEqual([]);
    },
  },
  {
    title: 'is refused to who is no member',
    as: 'me',
    given: group({ type: 'Private' }),
    body: about('Private', adds('me')),
    only: actsForItsCaller,
    error: 'GroupNotPermitted',
  },
  {
    title: 'is refused in a live room',
    given: group({ type: 'AVChatRoom' }),
    body: about('AVChatRoom', adds('dee')),
    error: 'GroupNotPermitted',
  },
  {
    title: 'refuses 301 accounts',
    given: group(),
    body: about('Public', {
      MemberList: Array.from({ length: 301 }, (_, i) => ({ Member_Account: `u${i}` })),
    }),
    error: 'TooManyGroupAccounts',
  },
  {
    title: 'is refused when the group is full',
    given: group({ more: { MaxMemberCount: 3 } }),
    body: about('Public', adds('dee')),
    error: 'GroupFull',
  },
  {
    title: 'is refused when none of the accounts exists',
    given: group(),
    body: about('Public', adds('nobody')),
    error: 'GroupAccountNotFound',
  },
  ...groupRefusals(about('Public', adds('dee'))),
];

export const unreachable = {
  TooManyGroupsOfAccount: 'the lowest limit is 50 groups; test/storage/group-members.test.ts goes past it',
};
