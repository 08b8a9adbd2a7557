import { inGroup, refusals, withPeer, withPhone } from '../../conversations.ts';
import { accounts, actsForItsCaller, clientOf } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const has =
  (short: string, ...names: readonly string[]) =>
  async (world: World) => {
    if (short !== 'me') await accounts(short)(world);
    for (const GroupName of names) {
      await world.admin('recentcontact.create_contact_group', {
        From_Account: world.name(short),
        GroupContactItem: [{ GroupName, ContactItem: [withPeer(world, 'ben')] }],
      });
    }
  };
const renames = (world: World, short: string, NewGroupName = 'family') => ({
  From_Account: world.name(short),
  UpdateType: 1,
  UpdateGroup: { UpdateGroupType: 1, OldGroupName: 'work', NewGroupName },
});
const moves = (world: World, short: string, ContactUpdateItem: readonly object[]) => ({
  From_Account: world.name(short),
  UpdateType: 1,
  UpdateGroup: { UpdateGroupType: 2, OldGroupName: 'work', ContactUpdateItem },
});
const membersOf = async (world: World) => {
  const { ContactItem } = await world.admin('recentcontact.get_contact_group', {
    From_Account: world.name('ana'),
    StartIndex: 0,
  });
  return (ContactItem as { To_Account: string }[]).map(item => item.To_Account);
};
const many = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    ContactOptType: 1,
    ContactItem: { Type: 1, To_Account: `peer${from + i}` },
  }));

export const cases: readonly WireCase[] = [
  {
    title: 'renames a group, whose conversations stay',
    given: has('ana', 'work'),
    body: world => renames(world, 'ana'),
    reply: {
      UpdateType: 1,
      UpdateGroupResult: { UpdateGroupType: 1, GroupName: 'family', GroupId: 1, OldGroupName: 'work' },
    },
    after: async world => expect(await membersOf(world)).toEqual([world.name('ben')]),
  },
  {
    title: 'moves conversations in and out',
    given: has('ana', 'work'),
    body: world =>
      moves(world, 'ana', [
        { ContactOptType: 2, ContactItem: withPeer(world, 'ben') },
        { ContactOptType: 1, ContactItem: withPeer(world, 'eve') },
        { ContactOptType: 1, ContactItem: inGroup },
      ]),
    reply: {
      UpdateGroupResult: {
        UpdateGroupType: 2,
        GroupName: 'work',
        ContactResultItem: [
          { ContactOptType: 2, ContactItem: { To_Account: 'ben' }, ResultCode: 0 },
          { ContactOptType: 1, ContactItem: { To_Account: 'eve' }, ResultCode: 0 },
          { ContactOptType: 1, ResultCode: 51007 },
        ],
      },
    },
    after: async world => expect(await membersOf(world)).toEqual([world.name('eve')]),
  },
  {
    title: 'tells the other clients of the account',
    as: 'me',
    only: actsForItsCaller,
    given: async world => {
      await has('me', 'work')(world);
      await withPhone(world);
    },
    body: world => renames(world, 'me'),
    after: async world => {
      const MsgUpdateGroup = { UpdateGroupType: 1, GroupName: 'family', OldGroupName: 'work' };
      expect(await clientOf(world, 'phone').push(({ Event }) => Event === 8)).toMatchObject({
        RecentContactMod: [
          { PushType: 7, RecentContactUpdateContactGroup: { UpdateType: 1, MsgUpdateGroup } },
        ],
      });
    },
  },
  {
    title: 'finds no group of another name',
    given: accounts('ana'),
    body: world => renames(world, 'ana'),
    error: 'ContactGroupNotFound',
  },
  {
    title: 'takes no name of 33 bytes',
    given: has('ana', 'work'),
    body: world => renames(world, 'ana', 'x'.repeat(33)),
    error: 'ContactGroupNameTooLong',
  },
  {
    title: 'does not give two groups one name',
    given: has('ana', 'work', 'family'),
    body: world => renames(world, 'ana'),
    error: 'ConversationParameterNotValid',
  },
  {
    title: 'takes no more than 1000 conversations',
    only: { door: 'rest', reason: 'it takes a thousand writes' },
    given: async world => {
      await has('ana', 'work')(world);
      await world.admin('recentcontact.update_contact_group', moves(world, 'ana', many(0, 999)));
    },
    body: world => moves(world, 'ana', many(999, 1)),
    error: 'TooManyLabels',
    after: async world => expect(await membersOf(world)).toContain(world.name('ben')),
  },
  ...refusals(renames),
];
