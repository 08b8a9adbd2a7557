import { blocks } from '../../blocks.ts';
import { befriends, friend, friendsOf, isRelationPush, relation, result, source } from '../../friends.ts';
import { accounts, actsForItsCaller, clientOf, logsIn } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const imports =
  (more: object, ...shorts: readonly string[]) =>
  (world: World) => ({
    From_Account: world.name('me'),
    AddFriendItem: shorts.map(short => friend(world, short, more)),
  });

export const cases: readonly WireCase[] = [
  {
    title: 'brings a friend with everything that is known of it into one list',
    given: accounts('me', 'ana'),
    body: imports(
      {
        Remark: 'Annie',
        RemarkTime: 1_600_000_001,
        AddTime: 1_600_000_000,
        AddWording: 'from school',
        GroupName: ['Work', 'Gym'],
        CustomItem: [{ Tag: 'Tag_SNS_Custom_club', Value: 'x' }],
      },
      'ana',
    ),
    reply: { ResultItem: [result('ana')], ErrorDisplay: '' },
    after: async world => {
      expect(await relation(world, 'me', 'ana')).toBe('CheckResult_Type_AWithB');
      expect(await friendsOf(world, 'me')).toEqual({
        [world.name('ana')]: {
          Tag_SNS_IM_AddSource: source,
          Tag_SNS_IM_Remark: 'Annie',
          Tag_SNS_IM_RemarkTime: 1_600_000_001,
          Tag_SNS_IM_AddWording: 'from school',
          Tag_SNS_IM_AddTime: 1_600_000_000,
          Tag_SNS_IM_Group: ['Work', 'Gym'],
          Tag_SNS_Custom_club: 'x',
        },
      });
    },
  },
  {
    title: 'answers each account for itself',
    given: async world => {
      await befriends('old')(world);
      await accounts('ana', 'eve', 'foe')(world);
      await blocks(world, 'me', 'foe');
      const GroupName = Array.from({ length: 31 }, (_, i) => `group ${i}`);
      await world.admin('sns.group_add', { From_Account: world.name('me'), GroupName });
    },
    body: world => ({
      From_Account: world.name('me'),
      AddFriendItem: [
        friend(world, 'ghost'),
        friend(world, 'old'),
        friend(world, 'foe'),
        friend(world, 'ana', { CustomItem: [{ Tag: 'Tag_SNS_Custom_Unknown', Value: 'x' }] }),
        friend(world, 'eve', { GroupName: ['one', 'too many'] }),
        friend(world, 'ben', { CustomItem: [{ Tag: 'Tag_SNS_Custom_club', Value: 'x'.repeat(501) }] }),
        friend(world, 'dan', { GroupName: 'no list' }),
      ],
    }),
    reply: {
      ResultItem: [
        result('ghost', 'RelationAccountNotFound'),
        result('old', 'AlreadyFriend'),
        result('foe', 'PeerIsBlocked'),
        result('ana', 'RelationParameterNotValid'),
        result('eve', 'TooManyFriendGroups'),
        result('ben', 'RelationParameterNotValid'),
        result('dan', 'RelationParameterNotValid'),
      ],
    },
  },
  {
    title: 'tells the clients of the owner',
    given: async world => {
      await accounts('ana')(world);
      await logsIn(world, 'me');
    },
    body: imports({}, 'ana'),
    after: async world =>
      expect(await clientOf(world, 'me').push(isRelationPush)).toMatchObject({
        FriendListMod: [{ FriendAdd_Account: [world.name('ana')] }],
      }),
  },
  {
    title: 'is refused for an account that does not exist',
    given: accounts('ana'),
    body: imports({}, 'ana'),
    error: 'RelationAccountNotFound',
  },
  {
    title: 'is for administrators',
    as: 'me',
    body: imports({}, 'ana'),
    only: actsForItsCaller,
    error: 'RelationAdminRequired',
  },
];
