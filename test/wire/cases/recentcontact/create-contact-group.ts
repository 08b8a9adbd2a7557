import { inGroup, refusals, withPeer, withPhone } from '../../conversations.ts';
import { accounts, actsForItsCaller, clientOf } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const makes = (world: World, short: string, GroupName = 'work', ContactItem: readonly object[] = []) => ({
  From_Account: world.name(short),
  GroupContactItem: [{ GroupName, ContactItem }],
});
const some = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({ Type: 1, To_Account: `peer${from + i}` }));
const groupsOf = async (world: World) => {
  const { GroupItem } = await world.admin('recentcontact.get_contact_group', {
    From_Account: world.name('ana'),
    StartIndex: 0,
  });
  return GroupItem as readonly object[];
};

export const cases: readonly WireCase[] = [
  {
    title: 'makes a group with conversations, in the list or not',
    given: accounts('ana'),
    body: world => makes(world, 'ana', 'work', [withPeer(world, 'ben'), inGroup]),
    reply: {
      ErrorDisplay: '',
      GroupResultItem: [
        {
          GroupItem: { GroupName: 'work', GroupId: 1 },
          ResultItem: [
            { ContactItem: { Type: 1, To_Account: 'ben' }, ResultCode: 0, ResultInfo: '' },
            { ContactItem: { Type: 2 }, ResultCode: 51007 },
          ],
        },
      ],
    },
    after: async world => {
      const reply = await world.admin('recentcontact.search_contact_group', {
        From_Account: world.name('ana'),
        ContactItem: [withPeer(world, 'ben')],
      });
      expect(reply).toMatchObject({
        ContactResultItem: [{ To_Account: world.name('ben'), ContactGroupId: [1] }],
        GroupItem: [{ GroupName: 'work', GroupId: 1 }],
      });
    },
  },
  {
    title: 'tells the other clients of the account',
    as: 'me',
    only: actsForItsCaller,
    given: withPhone,
    body: world => makes(world, 'me', 'work', [withPeer(world, 'ben')]),
    after: async world => {
      const MsgRecentContactItem = [{ Type: 1, UserId: world.name('ben') }];
      expect(await clientOf(world, 'phone').push(({ Event }) => Event === 8)).toMatchObject({
        RecentContactMod: [
          {
            PushType: 5,
            RecentContactCreateContactGroup: {
              MsgContactGroupContactItem: [{ MsgGroupItem: { GroupName: 'work' }, MsgRecentContactItem }],
            },
          },
        ],
      });
    },
  },
  {
    title: 'makes the twentieth group, whose name has 32 bytes',
    given: async world => {
      await accounts('ana')(world);
      for (let i = 1; i < 20; i += 1) {
        await world.admin('recentcontact.create_contact_group', makes(world, 'ana', `group ${i}`));
      }
    },
    body: world => makes(world, 'ana', 'x'.repeat(32)),
    after: async world => expect(await groupsOf(world)).toHaveLength(20),
  },
  {
    title: 'makes no more than 20',
    given: async world => {
      await accounts('ana')(world);
      for (let i = 1; i <= 20; i += 1) {
        await world.admin('recentcontact.create_contact_group', makes(world, 'ana', `group ${i}`));
      }
    },
    body: world => makes(world, 'ana'),
    error: 'TooManyContactGroups',
    after: async world => expect(await groupsOf(world)).toHaveLength(20),
  },
  {
    title: 'takes no name of 33 bytes',
    given: accounts('ana'),
    body: world => makes(world, 'ana', `${'x'.repeat(31)}é`),
    error: 'ContactGroupNameTooLong',
  },
  {
    title: 'takes 1000 conversations, and not one more',
    only: { door: 'rest', reason: 'it takes a thousand writes' },
    given: async world => {
      await accounts('ana')(world);
      await world.admin('recentcontact.create_contact_group', makes(world, 'ana', 'all', some(0, 1000)));
    },
    body: world => makes(world, 'ana', 'more', some(1000, 1)),
    error: 'TooManyLabels',
    after: async world => expect(await groupsOf(world)).toHaveLength(1),
  },
  {
    title: 'has each name once',
    given: async world => {
      await accounts('ana')(world);
      await world.admin('recentcontact.create_contact_group', makes(world, 'ana'));
    },
    body: world => makes(world, 'ana'),
    error: 'ConversationParameterNotValid',
  },
  ...refusals(makes),
];
