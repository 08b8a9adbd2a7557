import { befriends, friendsOf, groupsOf, result } from '../../friends.ts';
import { accounts, actsForItsCaller } from '../../messages.ts';
import type { Unreachable, WireCase, World } from '../../wire-case.ts';

const withGroup = async (world: World): Promise<void> => {
  await befriends('ana', 'ben')(world);
  await accounts('stranger')(world);
  await world.admin('sns.group_add', {
    From_Account: world.name('me'),
    GroupName: ['Work', 'Gym'],
    To_Account: [world.name('ana')],
  });
};
const updates = (more: object) => (world: World) => ({
  From_Account: world.name('me'),
  GroupOldName: 'Work',
  ...more,
});
const move = (world: World, short: string, way: 'Add' | 'Delete') => ({
  To_Account: world.name(short),
  UpdateType: `Update_Type_${way}`,
});

export const cases: readonly WireCase[] = [
  {
    title: 'renames a group with its friends',
    given: withGroup,
    body: updates({ GroupNewName: 'Office' }),
    reply: { ResultItem: [], ErrorDisplay: '' },
    after: async world =>
      expect(await friendsOf(world, 'me')).toMatchObject({
        [world.name('ana')]: { Tag_SNS_IM_Group: ['Office', 'Gym'] },
      }),
  },
  {
    title: 'moves friends in and out, each for itself',
    given: withGroup,
    body: world =>
      updates({
        UpdateGroupItem: [
          move(world, 'ana', 'Delete'),
          move(world, 'ben', 'Add'),
          move(world, 'stranger', 'Add'),
        ],
      })(world),
    reply: {
      ResultItem: [
        { ...result('ana'), UpdateType: 'Update_Type_Delete' },
        { ...result('ben'), UpdateType: 'Update_Type_Add' },
        { ...result('stranger', 'NoFriendForGroup'), UpdateType: 'Update_Type_Add' },
      ],
      Fail_Account: ['stranger'],
    },
    after: async world =>
      expect(await groupsOf(world, 'me')).toMatchObject([
        { GroupName: 'Work', To_Account: [world.name('ben')] },
        { GroupName: 'Gym', To_Account: [world.name('ana')] },
      ]),
  },
  {
    title: 'gives no two groups one name',
    given: withGroup,
    body: updates({ GroupNewName: 'Gym' }),
    error: 'RelationParameterNotValid',
  },
  {
    title: 'knows no group that is not there',
    given: accounts('me'),
    body: updates({ GroupNewName: 'Gym' }),
    error: 'RelationParameterNotValid',
  },
  {
    title: 'is refused for an account that does not exist',
    body: updates({}),
    error: 'RelationAccountNotFound',
  },
  {
    title: 'lets nobody do it to another',
    as: 'me',
    body: world => updates({ From_Account: world.administrator })(world),
    only: actsForItsCaller,
    error: 'RelationAdminRequired',
  },
];

export const unreachable: Unreachable = {
  RelationConflict: 'only when others change the groups five times in a row',
};
