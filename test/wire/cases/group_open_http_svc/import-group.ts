import { call, group, groupId, rolesIn } from '../../groups.ts';
import { accounts, actsForItsCaller } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const imported =
  (Type: string, more: object = {}) =>
  (world: World): object => ({
    Type,
    Name: 'old team',
    GroupId: groupId(world, Type),
    Owner_Account: world.name('ana'),
    CreateTime: 1_600_000_000,
    ...more,
  });
const ana = accounts('ana');

export const cases: readonly WireCase[] = [
  {
    title: 'makes a group as old as it was elsewhere',
    given: ana,
    body: imported('Private'),
    reply: { GroupId: 'hikers' },
    after: async world => {
      const { GroupInfo } = await call(world, 'get_group_info', { GroupIdList: [groupId(world)] });
      expect(GroupInfo).toMatchObject([{ CreateTime: 1_600_000_000, Type: 'Private', MemberNum: 1 }]);
      expect(await rolesIn(world, 'Private', 'ana')).toEqual(['Owner']);
    },
  },
  { title: 'brings no live room', given: ana, body: imported('AVChatRoom'), error: 'GroupNotPermitted' },
  {
    title: 'is refused to clients',
    as: 'me',
    body: imported('Public'),
    only: actsForItsCaller,
    error: 'GroupNotPermitted',
  },
  {
    title: 'refuses a creation in the future',
    given: ana,
    body: imported('Public', { CreateTime: 4_000_000_000 }),
    error: 'GroupParameterNotValid',
  },
  {
    title: 'refuses an id of our own',
    given: ana,
    body: imported('Public', { GroupId: '@TGS#x' }),
    error: 'GroupIdNotValid',
  },
  { title: 'refuses an owner who does not exist', body: imported('Public'), error: 'GroupAccountNotFound' },
  {
    title: 'refuses the id of a group of somebody else',
    given: group(),
    body: world => ({ ...imported('Public')(world), Owner_Account: world.name('ben') }),
    error: 'GroupIdTaken',
  },
  {
    title: 'refuses the id of a group that the owner has already',
    given: group(),
    body: imported('Public'),
    error: 'GroupIdTaken',
  },
  {
    title: 'refuses communities where they are off',
    settings: { communities: false },
    given: ana,
    body: imported('Community'),
    error: 'CommunityOff',
  },
];

export const unreachable = {
  GroupsTooFast: 'as for create_group, which has it',
  TooManyGroups: 'as for create_group, which has it',
  TooManyGroupsOfAccount: 'the lowest limit is 50 groups; test/storage/group-members.test.ts goes past it',
};
