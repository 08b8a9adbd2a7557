import { withPhone } from '../../conversations.ts';
import { befriends, friendsOf, groupsOf, isRelationPush, result } from '../../friends.ts';
import { accounts, actsForItsCaller, clientOf } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const change = (world: World, short: string, ...SnsItem: readonly object[]) => ({
  To_Account: world.name(short),
  SnsItem,
});
const remark = (Value: unknown) => ({ Tag: 'Tag_SNS_IM_Remark', Value });
const group = (...Value: readonly string[]) => ({ Tag: 'Tag_SNS_IM_Group', Value });
const ownField = (keyword: string, Value: unknown) => ({ Tag: `Tag_SNS_Custom_${keyword}`, Value });
const own = (Value: unknown) => ownField('club', Value);
const twenty = Array.from('ABCDEFGHIJKLMNOPQRST');
const full = (keyword: string) => keyword.repeat(500);
const updates =
  (...items: readonly ((world: World) => object)[]) =>
  (world: World) => ({ From_Account: world.name('me'), UpdateItem: items.map(item => item(world)) });

export const cases: readonly WireCase[] = [
  {
    title: 'changes remark, groups and own fields, and nothing else',
    given: befriends('ana'),
    body: updates(world => change(world, 'ana', remark('Annie'), group('Work', 'Gym'), own(7))),
    reply: { ResultItem: [result('ana')], ErrorDisplay: '' },
    after: async world => {
      expect(await friendsOf(world, 'me')).toMatchObject({
        [world.name('ana')]: {
          Tag_SNS_IM_Remark: 'Annie',
          Tag_SNS_IM_Group: ['Work', 'Gym'],
          Tag_SNS_Custom_club: 7,
          Tag_SNS_IM_AddSource: 'AddSource_Type_Web',
        },
      });
      await world.admin('sns.friend_update', updates(w => change(w, 'ana', group()))(world));
      expect((await friendsOf(world, 'me'))[world.name('ana')]).not.toHaveProperty('Tag_SNS_IM_Group');
      expect(await groupsOf(world, 'me')).toMatchObject([{ FriendNumber: 0 }, { FriendNumber: 0 }]);
    },
  },
  {
    title: 'sets as many own fields as an application may have, each up to 500 bytes',
    settings: { customFriendFields: [...twenty] },
    given: befriends('ana'),
    body: updates(world => change(world, 'ana', ...twenty.map(keyword => ownField(keyword, full(keyword))))),
    reply: { ResultItem: [result('ana')] },
    after: async world => {
      const { [world.name('ana')]: fields } = await friendsOf(world, 'me');
      for (const keyword of twenty) expect(fields).toHaveProperty(`Tag_SNS_Custom_${keyword}`, full(keyword));
    },
  },
  {
    title: 'takes away what is noted by empty texts',
    given: async world => {
      await befriends('ana')(world);
      await world.admin(
        'sns.friend_update',
        updates(w => change(w, 'ana', remark('Annie'), own('x')))(world),
      );
    },
    body: updates(world => change(world, 'ana', remark(''), own(''))),
    reply: { ResultItem: [result('ana')] },
    after: async world => {
      const { [world.name('ana')]: fields } = await friendsOf(world, 'me');
      expect(fields).not.toHaveProperty('Tag_SNS_IM_Remark');
      expect(fields).not.toHaveProperty('Tag_SNS_Custom_club');
    },
  },
  {
    title: 'answers each account for itself',
    given: async world => {
      await befriends('ana', 'ben', 'eve', 'dan', 'fay')(world);
      await accounts('stranger')(world);
      const GroupName = Array.from({ length: 32 }, (_, i) => `group ${i}`);
      await world.admin('sns.group_add', { From_Account: world.name('me'), GroupName });
    },
    body: updates(
      world => change(world, 'stranger', remark('x')),
      world => change(world, 'ana', { Tag: 'Tag_SNS_IM_AddTime', Value: 1 }),
      world => change(world, 'ben', remark('x'.repeat(97))),
      world => change(world, 'eve', group('one too many')),
      world => change(world, 'dan'),
      world => change(world, 'fay', own('x'.repeat(500))),
      world => ({ To_Account: world.name('gus'), SnsItem: remark('no list') }),
    ),
    reply: {
      ResultItem: [
        result('stranger', 'NotFriend'),
        result('ana', 'RelationParameterNotValid'),
        result('ben', 'RelationParameterNotValid'),
        result('eve', 'TooManyFriendGroups'),
        result('dan', 'RelationParameterNotValid'),
        result('fay'),
        result('gus', 'RelationParameterNotValid'),
      ],
    },
  },
  {
    title: 'tells the other clients of the account',
    as: 'me',
    only: actsForItsCaller,
    given: async world => {
      await befriends('ana')(world);
      await withPhone(world);
    },
    body: updates(world => change(world, 'ana', remark('Annie'))),
    after: async world =>
      expect(await clientOf(world, 'phone').push(isRelationPush)).toMatchObject({
        FriendListMod: [
          {
            FriendUpInfo: [
              {
                Friend_Account: world.name('ana'),
                Sns: [{ Tag: 'Tag_SNS_IM_Remark', Value: 'Annie' }],
              },
            ],
          },
        ],
      }),
  },
  {
    title: 'is refused for an account that does not exist',
    body: updates(world => change(world, 'ana', remark('x'))),
    error: 'RelationAccountNotFound',
  },
  {
    title: 'lets nobody do it to another',
    as: 'me',
    body: world => ({
      From_Account: world.administrator,
      UpdateItem: [change(world, 'me', remark('x'))],
    }),
    only: actsForItsCaller,
    error: 'RelationAdminRequired',
  },
];
