import { about, call, group, groupId, groupRefusals, rolesIn } from '../../groups.ts';
import { accounts, actsForItsCaller } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const created = 1_600_000_000;
const old = async (world: World): Promise<void> => {
  await accounts('ana', 'ben', 'cho', 'dee')(world);
  await call(world, 'import_group', {
    Type: 'Public',
    Name: 'old team',
    GroupId: groupId(world),
    Owner_Account: world.name('ana'),
    CreateTime: created,
  });
};
const one =
  (short: string, more: object = {}) =>
  (world: World) => ({
    MemberList: [{ Member_Account: world.name(short), ...more }],
  });

export const cases: readonly WireCase[] = [
  {
    title: 'brings members as they were, and tells what became of each',
    given: old,
    body: about('Public', world => ({
      MemberList: [
        { Member_Account: world.name('ben'), Role: 'Admin', JoinTime: created + 50, UnreadMsgNum: 1 },
        { Member_Account: world.name('cho') },
        { Member_Account: world.name('ana') },
        { Member_Account: world.name('dee'), JoinTime: created - 1 },
        { Member_Account: world.name('nobody') },
      ],
    })),
    reply: {
      MemberList: [
        { Member_Account: 'ben', Result: 1 },
        { Member_Account: 'cho', Result: 1 },
        { Member_Account: 'ana', Result: 2 },
        { Member_Account: 'dee', Result: 0 },
        { Member_Account: 'nobody', Result: 0 },
      ],
    },
    after: async world => {
      expect(await rolesIn(world, 'Public', 'ben', 'cho', 'dee')).toEqual(['Admin', 'Member', 'NotMember']);
      const { MemberList } = await call(world, 'get_specified_group_member_info', {
        GroupId: groupId(world),
        Member_List_Account: [world.name('ben')],
      });
      expect(MemberList).toMatchObject([{ JoinTime: created + 50, MsgSeq: 0 }]);
    },
  },
  {
    title: 'brings nobody into a live room',
    given: group({ type: 'AVChatRoom' }),
    body: about('AVChatRoom', one('dee')),
    error: 'GroupNotPermitted',
  },
  {
    title: 'refuses 301 accounts',
    given: old,
    body: about('Public', {
      MemberList: Array.from({ length: 301 }, (_, i) => ({ Member_Account: `u${i}` })),
    }),
    error: 'TooManyGroupAccounts',
  },
  {
    title: 'is refused to clients',
    as: 'me',
    given: old,
    body: about('Public', one('dee')),
    only: actsForItsCaller,
    error: 'GroupNotPermitted',
  },
  ...groupRefusals(about('Public', one('dee'))),
];
