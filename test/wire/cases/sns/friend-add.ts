import { blocks } from '../../blocks.ts';
import { withPhone } from '../../conversations.ts';
import {
  adds,
  asks,
  befriends,
  carefulOnes,
  friend,
  friendsOf,
  groupsOf,
  isRelationPush,
  profile,
  relation,
  requestsOf,
  result,
  source,
} from '../../friends.ts';
import { accounts, actsForItsCaller, clientOf, logsIn } from '../../messages.ts';
import type { WireCase } from '../../wire-case.ts';

const many = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({ To_Account: `someone-${from + i}`, AddSource: source }));

export const cases: readonly WireCase[] = [
  {
    title: 'puts both into each other’s list',
    given: accounts('me', 'ana'),
    body: world => ({
      From_Account: world.name('me'),
      AddFriendItem: [friend(world, 'ana', { Remark: 'Annie', GroupName: 'Work', AddWording: 'hello' })],
    }),
    reply: { ResultItem: [result('ana')], ErrorDisplay: '' },
    after: async world => {
      expect(await friendsOf(world, 'me')).toMatchObject({
        [world.name('ana')]: {
          Tag_SNS_IM_Remark: 'Annie',
          Tag_SNS_IM_Group: ['Work'],
          Tag_SNS_IM_AddWording: 'hello',
          Tag_SNS_IM_AddSource: source,
        },
      });
      const theirs = (await friendsOf(world, 'ana'))[world.name('me')];
      expect(theirs).toMatchObject({ Tag_SNS_IM_AddSource: source });
      expect(theirs).not.toHaveProperty('Tag_SNS_IM_Remark');
      expect(await groupsOf(world, 'me')).toEqual([
        { GroupName: 'Work', FriendNumber: 1, To_Account: [world.name('ana')] },
      ]);
    },
  },
  {
    title: 'puts a friend into one list when that is wanted',
    given: accounts('me', 'ana'),
    body: adds({ AddType: 'Add_Type_Single' }, 'ana'),
    after: async world => expect(await relation(world, 'me', 'ana')).toBe('CheckResult_Type_AWithB'),
  },
  {
    title: 'asks who wants to be asked, and says so',
    given: async world => {
      await accounts('me')(world);
      await carefulOnes('ana')(world);
    },
    body: adds({}, 'ana'),
    reply: { ResultItem: [result('ana', 'FriendRequestWaits')], Fail_Account: ['ana'] },
    after: async world => {
      expect(await relation(world, 'me', 'ana')).toBe('CheckResult_Type_NoRelation');
      expect(await requestsOf(world, 'ana')).toMatchObject([
        { To_Account: world.name('me'), PendencyType: 'Pendency_Type_ComeIn' },
      ]);
    },
  },
  {
    title: 'asks nobody when an administrator forces it',
    given: async world => {
      await accounts('me')(world);
      await carefulOnes('ana')(world);
      await profile(world, 'ana', { Tag_Profile_IM_AllowType: 'AllowType_Type_DenyAny' });
    },
    body: adds({ ForceAddFlags: 1 }, 'ana'),
    reply: { ResultItem: [result('ana')] },
    after: async world => expect(await relation(world, 'ana', 'me')).toBe('CheckResult_Type_BothWay'),
  },
  {
    title: 'makes friends at once of who has asked',
    given: async world => {
      await accounts('ana')(world);
      await carefulOnes('me')(world);
      await asks(world, 'ana', 'me', { Remark: 'from the request' });
    },
    body: adds({}, 'ana'),
    reply: { ResultItem: [result('ana')] },
    after: async world => {
      expect(await requestsOf(world, 'me')).toEqual([]);
      expect(await friendsOf(world, 'ana')).toMatchObject({
        [world.name('me')]: { Tag_SNS_IM_Remark: 'from the request' },
      });
    },
  },
  {
    title: 'answers each account for itself',
    given: async world => {
      await befriends('old')(world);
      await accounts('ana', 'enemy', 'foe', 'denier')(world);
      await blocks(world, 'me', 'foe');
      await blocks(world, 'enemy', 'me');
      await profile(world, 'denier', { Tag_Profile_IM_AllowType: 'AllowType_Type_DenyAny' });
    },
    body: world => ({
      From_Account: world.name('me'),
      AddFriendItem: [
        friend(world, 'ghost'),
        friend(world, 'old'),
        friend(world, 'foe'),
        friend(world, 'enemy'),
        friend(world, 'denier'),
        friend(world, 'me'),
        { To_Account: '', AddSource: source },
        friend(world, 'ana', { AddSource: 'AddSource_Type_TooLongAWord' }),
        friend(world, 'ana2', { Remark: 'x'.repeat(97) }),
        friend(world, 'ana3', { AddWording: 'x'.repeat(257) }),
        friend(world, 'ana4', { GroupName: 'x'.repeat(31) }),
        friend(world, 'ana5', { AddSource: undefined }),
        friend(world, 'ana6', { Remark: 1 }),
      ],
    }),
    reply: {
      ResultItem: [
        result('ghost', 'RelationAccountNotFound'),
        result('old', 'AlreadyFriend'),
        result('foe', 'PeerIsBlocked'),
        result('enemy', 'BlockedByPeer'),
        result('denier', 'PeerDeniesRequests'),
        result('me', 'RelationParameterNotValid'),
        result('', 'RelationParameterNotValid'),
        result('ana', 'RelationParameterNotValid'),
        result('ana2', 'RelationParameterNotValid'),
        result('ana3', 'RelationParameterNotValid'),
        ...['ana4', 'ana5', 'ana6'].map(short => result(short, 'RelationParameterNotValid')),
      ],
    },
  },
  {
    title: 'takes texts of the full length',
    given: accounts('me', 'ana'),
    body: world => ({
      From_Account: world.name('me'),
      AddFriendItem: [
        friend(world, 'ana', {
          Remark: 'é'.repeat(48),
          AddWording: 'é'.repeat(128),
          GroupName: 'é'.repeat(15),
          AddSource: 'AddSource_Type_abcdefgh',
        }),
      ],
    }),
    reply: { ResultItem: [result('ana')] },
  },
  {
    title: 'lets nobody ask who is forbidden to',
    given: async world => {
      await accounts('me', 'ana')(world);
      await profile(world, 'me', { Tag_Profile_IM_AdminForbidType: 'AdminForbid_Type_SendOut' });
    },
    body: adds({}, 'ana'),
    reply: { ResultItem: [result('ana', 'FriendRequestsForbidden')] },
  },
  {
    title: 'makes no 33rd group',
    given: async world => {
      await accounts('me', 'ana')(world);
      const GroupName = Array.from({ length: 32 }, (_, i) => `group ${i}`);
      await world.admin('sns.group_add', { From_Account: world.name('me'), GroupName });
    },
    body: world => ({
      From_Account: world.name('me'),
      AddFriendItem: [friend(world, 'ana', { GroupName: 'one too many' })],
    }),
    reply: { ResultItem: [result('ana', 'TooManyFriendGroups')] },
  },
  {
    title: 'tells the clients of both',
    as: 'me',
    only: actsForItsCaller,
    given: async world => {
      await logsIn(world, 'ana');
      await withPhone(world);
    },
    body: adds({}, 'ana'),
    after: async world => {
      const push = await clientOf(world, 'ana').push(isRelationPush);
      expect(push).toMatchObject({ FriendListMod: [{ FriendAdd_Account: [world.name('me')] }] });
      const mine = await clientOf(world, 'phone').push(isRelationPush);
      expect(mine).toMatchObject({ FriendListMod: [{ FriendAdd_Account: [world.name('ana')] }] });
    },
  },
  {
    title: 'tells who is asked, with the name of who asks',
    given: async world => {
      await accounts('me')(world);
      await profile(world, 'me', { Tag_Profile_IM_Nick: 'My nick' });
      await logsIn(world, 'ana');
      await carefulOnes('ana')(world);
    },
    body: world => ({
      From_Account: world.name('me'),
      AddFriendItem: [friend(world, 'ana', { AddWording: 'it is me' })],
    }),
    after: async world =>
      expect(await clientOf(world, 'ana').push(isRelationPush)).toMatchObject({
        FriendListMod: [
          {
            PushType: 3,
            From_Account: world.name('me'),
            PendencyAdd: [
              {
                PendencyAdd_Account: world.name('me'),
                ProfileImNick: 'My nick',
                AddSource: source,
                AddWording: 'it is me',
              },
            ],
          },
        ],
      }),
  },
  {
    title: 'takes 1000 at once',
    only: { door: 'rest', reason: 'a frame on a socket has 32 KB at most' },
    given: accounts('me'),
    body: world => ({ From_Account: world.name('me'), AddFriendItem: many(0, 1000) }),
    reply: (_, reply) => expect(reply.ResultItem).toHaveLength(1000),
  },
  {
    title: 'takes no 1001 at once',
    only: { door: 'rest', reason: 'a frame on a socket has 32 KB at most' },
    given: accounts('me'),
    body: world => ({ From_Account: world.name('me'), AddFriendItem: many(0, 1001) }),
    error: 'RelationParameterNotValid',
  },
  {
    title: 'is refused for an account that does not exist',
    given: accounts('ana'),
    body: adds({}, 'ana'),
    error: 'RelationAccountNotFound',
  },
  {
    title: 'lets nobody do it to another',
    as: 'me',
    body: world => ({ From_Account: world.administrator, AddFriendItem: [friend(world, 'me')] }),
    only: actsForItsCaller,
    error: 'RelationAdminRequired',
  },
  {
    title: 'lets only administrators force it',
    as: 'me',
    given: accounts('ana'),
    body: adds({ ForceAddFlags: 1 }, 'ana'),
    only: actsForItsCaller,
    error: 'RelationAdminRequired',
  },
  { title: 'needs accounts', body: adds({}), error: 'RelationParameterNotValid' },
  {
    title: 'needs to know whom an entry is about',
    body: adds({ AddFriendItem: [{ AddSource: source }] }),
    error: 'RelationParameterNotValid',
  },
];
