import { withPhone } from '../../conversations.ts';
import { befriends, groupsOf, isRelationPush, result } from '../../friends.ts';
import { accounts, actsForItsCaller, clientOf } from '../../messages.ts';
import type { Unreachable, WireCase, World } from '../../wire-case.ts';

const makes =
  (GroupName: readonly string[], ...shorts: readonly string[]) =>
  (world: World) => ({
    From_Account: world.name('me'),
    GroupName,
    ...(shorts.length > 0 && { To_Account: shorts.map(short => world.name(short)) }),
  });
const many = (count: number) => Array.from({ length: count }, (_, i) => `group ${i}`);

export const cases: readonly WireCase[] = [
  {
    title: 'makes groups and puts friends into all of them, each for itself',
    given: async world => {
      await befriends('ana')(world);
      await accounts('stranger')(world);
    },
    body: makes(['Work', 'Gym'], 'ana', 'stranger'),
    reply: {
      ResultItem: [result('ana'), result('stranger', 'NoFriendForGroup')],
      Fail_Account: ['stranger'],
      ErrorDisplay: '',
    },
    after: async world => {
      const To_Account = [world.name('ana')];
      expect(await groupsOf(world, 'me')).toEqual([
        { GroupName: 'Work', FriendNumber: 1, To_Account },
        { GroupName: 'Gym', FriendNumber: 1, To_Account },
      ]);
    },
  },
  {
    title: 'makes groups without friends',
    given: accounts('me'),
    body: makes(['Work']),
    reply: (_, reply) => {
      expect(reply).not.toHaveProperty('ResultItem');
      expect(reply.CurrentSequence).toBe(1);
    },
  },
  {
    title: 'leaves a group that is there as it is, and adds friends to it',
    given: async world => {
      await befriends('ana', 'ben')(world);
      await world.admin('sns.group_add', makes(['Work'], 'ana')(world));
    },
    body: makes(['Work'], 'ben'),
    after: async world => expect(await groupsOf(world, 'me')).toMatchObject([{ FriendNumber: 2 }]),
  },
  {
    title: 'tells the other clients of the account',
    as: 'me',
    only: actsForItsCaller,
    given: async world => {
      await befriends('ana')(world);
      await withPhone(world);
    },
    body: makes(['Work'], 'ana'),
    after: async world =>
      expect(await clientOf(world, 'phone').push(isRelationPush)).toMatchObject({
        FriendListMod: [
          {
            FriendUpInfo: [
              { Friend_Account: world.name('ana'), Sns: [{ Tag: 'Tag_SNS_IM_Group', Value: ['Work'] }] },
            ],
          },
        ],
      }),
  },
  { title: 'makes 32', given: accounts('me'), body: makes(many(32)) },
  {
    title: 'makes no 33rd',
    given: async world => {
      await accounts('me')(world);
      await world.admin('sns.group_add', makes(many(32))(world));
    },
    body: makes(['one too many']),
    error: 'TooManyFriendGroups',
  },
  {
    title: 'takes a name of 30 bytes',
    given: accounts('me'),
    body: makes(['é'.repeat(15)]),
  },
  {
    title: 'takes no name of 31 bytes',
    given: accounts('me'),
    body: makes(['x'.repeat(31)]),
    error: 'RelationParameterNotValid',
  },
  { title: 'needs a name', given: accounts('me'), body: makes(['']), error: 'RelationParameterNotValid' },
  {
    title: 'is refused for an account that does not exist',
    body: makes(['x']),
    error: 'RelationAccountNotFound',
  },
  {
    title: 'lets nobody do it to another',
    as: 'me',
    body: world => ({ From_Account: world.administrator, GroupName: ['x'] }),
    only: actsForItsCaller,
    error: 'RelationAdminRequired',
  },
];

export const unreachable: Unreachable = {
  RelationConflict: 'only when others change the groups five times in a row',
};
