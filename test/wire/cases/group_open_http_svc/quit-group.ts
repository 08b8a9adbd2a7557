import { about, call, group, groupId, groupRefusals, rolesIn, tipAt } from '../../groups.ts';
import { accounts, actsForItsCaller, logsIn } from '../../messages.ts';
import type { WireCase } from '../../wire-case.ts';

const asMe = { as: 'me', only: actsForItsCaller } as const;

export const cases: readonly WireCase[] = [
  ...['Private', 'Public', 'ChatRoom', 'Community'].map(
    (type): WireCase => ({
      ...asMe,
      title: `leaves a group of the type ${type}`,
      given: group({ type, me: 'Member' }),
      body: about(type),
      after: async world => expect(await rolesIn(world, type, 'me')).toEqual(['NotMember']),
    }),
  ),
  {
    ...asMe,
    title: 'tells the group',
    given: async world => {
      await logsIn(world, 'cho');
      await group({ me: 'Member' })(world);
    },
    body: about('Public'),
    after: async world =>
      expect(await tipAt(world.kept('cho'), 2)).toMatchObject({
        List_Account: [world.name('me')],
        MemberNum: 3,
      }),
  },
  {
    ...asMe,
    title: 'leaves a Work group without an owner',
    given: group({ type: 'Private', me: 'Owner' }),
    body: about('Private'),
    after: async world => {
      const { GroupInfo } = await call(world, 'get_group_info', { GroupIdList: [groupId(world)] });
      expect(GroupInfo).toMatchObject([{ ErrorCode: 0, Owner_Account: '', MemberNum: 3 }]);
    },
  },
  {
    ...asMe,
    title: 'takes a Work group along when nobody is left',
    given: async world => {
      await accounts('ana')(world);
      await call(world, 'create_group', {
        Type: 'Work',
        Name: 'hikers',
        GroupId: groupId(world),
        Owner_Account: world.name('me'),
      });
    },
    body: about('Private'),
    after: async world => {
      const { GroupInfo } = await call(world, 'get_group_info', { GroupIdList: [groupId(world)] });
      expect(GroupInfo).toMatchObject([{ ErrorCode: 10010 }]);
    },
  },
  ...['Public', 'ChatRoom', 'Community'].map(
    (type): WireCase => ({
      ...asMe,
      title: `is refused to the owner of a group of the type ${type}`,
      given: group({ type, me: 'Owner' }),
      body: about(type),
      error: 'OwnerMayNotLeave',
    }),
  ),
  {
    ...asMe,
    title: 'is refused to who is no member',
    given: group(),
    body: about('Public'),
    error: 'GroupNotPermitted',
  },
  ...groupRefusals(about('Public')),
];
