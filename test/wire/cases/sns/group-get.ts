import { befriends } from '../../friends.ts';
import { accounts, actsForItsCaller } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const withGroups = async (world: World): Promise<void> => {
  await befriends('ana')(world);
  const reply = await world.admin('sns.group_add', {
    From_Account: world.name('me'),
    GroupName: ['Work', 'Gym'],
    To_Account: [world.name('ana')],
  });
  world.keep('sequence', reply.CurrentSequence);
};
const list =
  (more: object = {}) =>
  (world: World) => ({ From_Account: world.name('me'), ...more });

export const cases: readonly WireCase[] = [
  {
    title: 'lists groups with their friends when those are wanted',
    given: withGroups,
    body: list({ LastSequence: 0, NeedFriend: 'Need_Friend_Type_Yes' }),
    reply: {
      ResultItem: [
        { GroupName: 'Work', FriendNumber: 1, To_Account: ['ana'] },
        { GroupName: 'Gym', FriendNumber: 1, To_Account: ['ana'] },
      ],
      ErrorDisplay: '',
    },
  },
  {
    title: 'lists named groups, without friends unless wanted',
    given: withGroups,
    body: list({ GroupName: ['Gym', 'none'] }),
    reply: (_, reply) => expect(reply.ResultItem).toEqual([{ GroupName: 'Gym', FriendNumber: 1 }]),
  },
  {
    title: 'lists nothing to whom knows everything',
    given: withGroups,
    body: world => list({ LastSequence: world.kept('sequence') })(world),
    reply: { ResultItem: [] },
  },
  {
    title: 'lists no groups when there are none',
    given: accounts('me'),
    body: list(),
    reply: { ResultItem: [], CurrentSequence: 0 },
  },
  {
    title: 'refuses to look for another account',
    as: 'me',
    body: world => list({ From_Account: world.administrator })(world),
    error: 'RelationAdminRequired',
    only: actsForItsCaller,
  },
  { title: 'is refused for an account that does not exist', body: list(), error: 'RelationAccountNotFound' },
  { title: 'refuses a body without From_Account', body: {}, error: 'RelationParameterNotValid' },
];
