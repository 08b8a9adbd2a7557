import { withPhone } from '../../conversations.ts';
import {
  asks,
  befriends,
  carefulOnes,
  friendsOf,
  groupsOf,
  isRelationPush,
  relation,
  requestsOf,
  result,
} from '../../friends.ts';
import { accounts, actsForItsCaller, clientOf, logsIn } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const answers =
  (ResponseAction: string, ...shorts: readonly string[]) =>
  (world: World) => ({
    From_Account: world.name('me'),
    ResponseFriendItem: shorts.map(short => ({ To_Account: world.name(short), ResponseAction })),
  });

const asked =
  (...shorts: readonly string[]) =>
  async (world: World): Promise<void> => {
    await carefulOnes('me')(world);
    await accounts(...shorts)(world);
    for (const short of shorts) await asks(world, short, 'me', { Remark: 'boss', GroupName: 'Work' });
  };

export const cases: readonly WireCase[] = [
  {
    title: 'makes both friends, each with its own notes',
    given: asked('ana'),
    body: world => ({
      From_Account: world.name('me'),
      ResponseFriendItem: [
        {
          To_Account: world.name('ana'),
          Remark: 'Annie',
          TagName: 'Fans',
          ResponseAction: 'Response_Action_AgreeAndAdd',
        },
      ],
    }),
    reply: { ResultItem: [result('ana')], ErrorDisplay: '' },
    after: async world => {
      expect(await relation(world, 'me', 'ana')).toBe('CheckResult_Type_BothWay');
      expect(await requestsOf(world, 'me')).toEqual([]);
      expect(await friendsOf(world, 'me')).toMatchObject({
        [world.name('ana')]: { Tag_SNS_IM_Remark: 'Annie', Tag_SNS_IM_Group: ['Fans'] },
      });
      expect(await friendsOf(world, 'ana')).toMatchObject({
        [world.name('me')]: { Tag_SNS_IM_Remark: 'boss', Tag_SNS_IM_Group: ['Work'] },
      });
      expect(await groupsOf(world, 'ana')).toMatchObject([{ GroupName: 'Work', FriendNumber: 1 }]);
    },
  },
  {
    title: 'lets the asker have the account in its list without more',
    given: asked('ana'),
    body: answers('Response_Action_Agree', 'ana'),
    after: async world => expect(await relation(world, 'ana', 'me')).toBe('CheckResult_Type_AWithB'),
  },
  {
    title: 'rejects, and the asker may ask again',
    given: asked('ana'),
    body: answers('Response_Action_Reject', 'ana'),
    after: async world => {
      expect(await relation(world, 'ana', 'me')).toBe('CheckResult_Type_NoRelation');
      expect(await requestsOf(world, 'ana')).toEqual([]);
      const { ResultItem } = await asks(world, 'ana', 'me');
      expect(ResultItem).toMatchObject([{ ResultCode: 30539 }]);
    },
  },
  {
    title: 'answers each account for itself',
    given: async world => {
      await befriends('friend')(world);
      await asked('ana', 'ben')(world);
      const GroupName = Array.from({ length: 32 }, (_, i) => `group ${i}`);
      await world.admin('sns.group_add', { From_Account: world.name('me'), GroupName });
    },
    body: world => ({
      From_Account: world.name('me'),
      ResponseFriendItem: [
        ...['friend', 'ghost', 'me', 'ana'].map(short => ({
          To_Account: world.name(short),
          ResponseAction: 'Response_Action_AgreeAndAdd',
        })),
        {
          To_Account: world.name('ben'),
          TagName: 'one too many',
          ResponseAction: 'Response_Action_AgreeAndAdd',
        },
        {
          To_Account: world.name('eve'),
          Remark: 'x'.repeat(97),
          ResponseAction: 'Response_Action_AgreeAndAdd',
        },
      ],
    }),
    reply: {
      ResultItem: [
        result('friend', 'FriendRequestNotFound'),
        result('ghost', 'FriendRequestNotFound'),
        result('me', 'RelationParameterNotValid'),
        result('ana'),
        result('ben', 'TooManyFriendGroups'),
        result('eve', 'RelationParameterNotValid'),
      ],
    },
  },
  {
    title: 'tells the clients of both',
    as: 'me',
    only: actsForItsCaller,
    given: async world => {
      await logsIn(world, 'ana');
      await carefulOnes('me')(world);
      await asks(world, 'ana', 'me');
      await withPhone(world);
    },
    body: answers('Response_Action_AgreeAndAdd', 'ana'),
    after: async world => {
      const added = (event: object) => JSON.stringify(event).includes('FriendAdd_Account');
      expect(await clientOf(world, 'ana').push(added)).toMatchObject({
        FriendListMod: [{ FriendAdd_Account: [world.name('me')] }],
      });
      expect(await clientOf(world, 'phone').push(isRelationPush)).toMatchObject({
        FriendListMod: [{ FriendAdd_Account: [world.name('ana')] }],
      });
    },
  },
  {
    title: 'tells both that a request is gone when it is rejected',
    given: async world => {
      await logsIn(world, 'ana');
      await carefulOnes('me')(world);
      await asks(world, 'ana', 'me');
    },
    body: answers('Response_Action_Reject', 'ana'),
    after: async world => {
      const gone = (event: object) => JSON.stringify(event).includes('FrienPencydDel_Account');
      expect(await clientOf(world, 'ana').push(gone)).toMatchObject({
        FriendListMod: [{ FrienPencydDel_Account: [world.name('me')] }],
      });
    },
  },
  {
    title: 'is refused for an account that does not exist',
    body: answers('Response_Action_Reject', 'ana'),
    error: 'RelationAccountNotFound',
  },
  {
    title: 'lets nobody do it to another',
    as: 'me',
    body: world => ({
      From_Account: world.administrator,
      ResponseFriendItem: [{ To_Account: world.name('me'), ResponseAction: 'Response_Action_Reject' }],
    }),
    only: actsForItsCaller,
    error: 'RelationAdminRequired',
  },
  {
    title: 'knows no other answer',
    given: asked('ana'),
    body: answers('Response_Action_Maybe', 'ana'),
    reply: { ResultItem: [result('ana', 'RelationParameterNotValid')], Fail_Account: ['ana'] },
    after: async world => expect(await requestsOf(world, 'me')).toHaveLength(1),
  },
];
