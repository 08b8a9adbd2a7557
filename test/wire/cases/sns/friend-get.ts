import { befriends, source } from '../../friends.ts';
import { accounts, actsForItsCaller } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const list =
  (more: object = {}) =>
  (world: World) => ({ From_Account: world.name('me'), StartIndex: 0, ...more });

const note = (world: World, ...SnsItem: readonly object[]) =>
  world.admin('sns.friend_update', {
    From_Account: world.name('me'),
    UpdateItem: [{ To_Account: world.name('ana'), SnsItem }],
  });

const withSequences = async (world: World, ...SnsItem: readonly object[]): Promise<void> => {
  await befriends('ana')(world);
  await note(world, { Tag: 'Tag_SNS_IM_Remark', Value: 'Annie' }, { Tag: 'Tag_SNS_Custom_club', Value: 'x' });
  const { StandardSequence, CustomSequence } = await world.admin('sns.friend_get', list()(world));
  world.keep('sequences', { StandardSequence, CustomSequence });
  if (SnsItem.length > 0) await note(world, ...SnsItem);
};

const volatile = ['Value', 'NextStartIndex', 'UserDataItem'];

export const cases: readonly WireCase[] = [
  {
    title: 'lists friends with what is noted of them',
    given: world => withSequences(world),
    body: list({ StandardSequence: 0, CustomSequence: 0 }),
    reply: (world, reply) => {
      expect(reply).toMatchObject({ FriendNum: 1, CompleteFlag: 1, NextStartIndex: 0, ErrorDisplay: '' });
      const [item] = reply.UserDataItem as [{ To_Account: string; ValueItem: unknown[] }];
      expect(item.To_Account).toBe(world.name('ana'));
      expect(item.ValueItem).toEqual([
        { Tag: 'Tag_SNS_IM_AddSource', Value: source },
        { Tag: 'Tag_SNS_IM_Remark', Value: 'Annie' },
        { Tag: 'Tag_SNS_IM_RemarkTime', Value: expect.any(Number) },
        { Tag: 'Tag_SNS_IM_AddTime', Value: expect.any(Number) },
        { Tag: 'Tag_SNS_Custom_club', Value: 'x' },
      ]);
    },
    volatile,
  },
  {
    title: 'lists no friends when there are none',
    as: 'me',
    body: list({ StandardSequence: 0, CustomSequence: 0 }),
    reply: {
      UserDataItem: [],
      StandardSequence: 0,
      CustomSequence: 0,
      FriendNum: 0,
      CompleteFlag: 1,
      NextStartIndex: 0,
    },
  },
  {
    title: 'leaves everything out that the caller has',
    given: world => withSequences(world),
    body: world => list(world.kept('sequences'))(world),
    reply: { UserDataItem: [], FriendNum: 1, CompleteFlag: 1 },
  },
  {
    title: 'leaves own fields out when only the standard ones have changed',
    given: world => withSequences(world, { Tag: 'Tag_SNS_IM_Remark', Value: 'Ann' }),
    body: world => list(world.kept('sequences'))(world),
    reply: (_, reply) => {
      expect(JSON.stringify(reply)).toContain('Ann');
      expect(JSON.stringify(reply)).not.toContain('Tag_SNS_Custom_club');
    },
    volatile,
  },
  {
    title: 'leaves standard fields out when only own ones have changed',
    given: world => withSequences(world, { Tag: 'Tag_SNS_Custom_club', Value: 'y' }),
    body: world => list(world.kept('sequences'))(world),
    reply: (_, reply) =>
      expect(reply.UserDataItem).toMatchObject([{ ValueItem: [{ Tag: 'Tag_SNS_Custom_club', Value: 'y' }] }]),
  },
  {
    title: 'goes on page by page, each friend once',
    only: { door: 'rest', reason: 'it takes hundreds of friends' },
    given: async world => {
      await accounts('me')(world);
      const names = Array.from({ length: 350 }, (_, i) => world.name(`f${i}x`));
      for (let start = 0; start < names.length; start += 100) {
        const AccountList = names.slice(start, start + 100).map(UserID => ({ UserID }));
        await world.admin('im_open_login_svc.multiaccount_import', { AccountList });
      }
      const AddFriendItem = names.map(To_Account => ({ To_Account, AddSource: source }));
      const reply = await world.admin('sns.friend_import', {
        From_Account: world.name('me'),
        AddFriendItem,
      });
      expect(reply.Fail_Account).toBeUndefined();
      world.keep('names', names);
    },
    body: list(),
    reply: { FriendNum: 350, CompleteFlag: 0 },
    after: async (world, first) => {
      const seen = first.UserDataItem as { To_Account: string }[];
      const next = list({ StartIndex: first.NextStartIndex })(world);
      const second = await world.admin('sns.friend_get', next);
      expect(second).toMatchObject({ CompleteFlag: 1, NextStartIndex: 0 });
      const all = [...seen, ...(second.UserDataItem as { To_Account: string }[])];
      const names = world.kept<readonly string[]>('names');
      expect(all.map(({ To_Account }) => To_Account).sort()).toEqual([...names].sort());
    },
  },
  {
    title: 'refuses to look for another account',
    as: 'me',
    body: world => ({ From_Account: world.administrator, StartIndex: 0 }),
    error: 'RelationAdminRequired',
    only: actsForItsCaller,
  },
  {
    title: 'is refused for an account that does not exist',
    body: list(),
    error: 'RelationAccountNotFound',
  },
  { title: 'refuses a body without From_Account', body: {}, error: 'RelationParameterNotValid' },
];
