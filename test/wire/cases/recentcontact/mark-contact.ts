import { anaAndBen, inGroup, listOf, refusals, withPeer, withPhone } from '../../conversations.ts';
import { accounts, actsForItsCaller, clientOf } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const marks = (world: World, short: string, more: object = { OptType: 2, CustomMark: 'vip' }) => ({
  From_Account: world.name(short),
  MarkItem: [{ ContactItem: withPeer(world, 'ben'), ...more }],
});
const many = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    OptType: 2,
    ContactItem: { Type: 1, To_Account: `peer${from + i}` },
    CustomMark: 'x',
  }));

export const cases: readonly WireCase[] = [
  {
    title: 'sets standard marks and a text, as lists then show them',
    given: anaAndBen,
    body: world => marks(world, 'ana', { OptType: 3, SetMark: [0, 2], CustomMark: 'vip' }),
    reply: {
      ResultItem: [
        { OptType: 3, ContactItem: { Type: 1, To_Account: 'ben' }, ResultCode: 0, ResultInfo: '' },
      ],
    },
    after: async world => {
      const [item] = await listOf(world, 'ana');
      expect(item).toMatchObject({ StandardMark: '101', CustomMark: 'vip' });
    },
  },
  {
    title: 'clears marks, leaves others, and takes an application’s own up to the 64th',
    given: async world => {
      await anaAndBen(world);
      await world.admin(
        'recentcontact.mark_contact',
        marks(world, 'ana', { OptType: 3, SetMark: [0, 1], CustomMark: 'vip' }),
      );
    },
    body: world => marks(world, 'ana', { OptType: 1, SetMark: [63], ClearMark: [0] }),
    after: async world => {
      const [item] = await listOf(world, 'ana');
      expect(item).toMatchObject({ StandardMark: `1${'0'.repeat(61)}10`, CustomMark: 'vip' });
    },
  },
  {
    title: 'leaves nothing behind when nothing is marked any more',
    given: async world => {
      await anaAndBen(world);
      await world.admin('recentcontact.mark_contact', marks(world, 'ana'));
    },
    body: world => marks(world, 'ana', { OptType: 3, ClearMark: [1], CustomMark: '' }),
    after: async world => {
      const [item] = await listOf(world, 'ana');
      expect(item).not.toHaveProperty('CustomMark');
    },
  },
  {
    title: 'says of each conversation whether it could be marked',
    given: accounts('ana'),
    body: world => ({
      From_Account: world.name('ana'),
      MarkItem: [{ OptType: 2, ContactItem: inGroup, CustomMark: 'x' }],
    }),
    reply: { ResultItem: [{ ResultCode: 51007 }] },
  },
  {
    title: 'tells the other clients of the account',
    as: 'me',
    only: actsForItsCaller,
    given: withPhone,
    body: world => marks(world, 'me'),
    after: async world => {
      const item = { RecentContactItem: { UserId: world.name('ben') }, StandardMark: '', CustomMark: 'vip' };
      expect(await clientOf(world, 'phone').push(({ Event }) => Event === 8)).toMatchObject({
        RecentContactMod: [
          { PushType: 4, RecentContactMarkContact: { RecentContactMarkContactItem: [item] } },
        ],
      });
    },
  },
  {
    title: 'marks 100 at once',
    given: accounts('ana'),
    body: world => ({ From_Account: world.name('ana'), MarkItem: many(0, 100) }),
    reply: (_, reply) => expect(reply.ResultItem).toHaveLength(100),
  },
  {
    title: 'takes a text of 256 bytes',
    given: accounts('ana'),
    body: world => marks(world, 'ana', { OptType: 2, CustomMark: 'é'.repeat(128) }),
  },
  {
    title: 'marks no more than 100 at once',
    given: accounts('ana'),
    body: world => ({ From_Account: world.name('ana'), MarkItem: many(0, 101) }),
    error: 'ConversationNotFound',
  },
  {
    title: 'needs a conversation',
    given: accounts('ana'),
    body: world => ({ From_Account: world.name('ana'), MarkItem: [] }),
    error: 'ConversationNotFound',
  },
  {
    title: 'takes no text of 257 bytes',
    given: accounts('ana'),
    body: world => marks(world, 'ana', { OptType: 2, CustomMark: 'x'.repeat(257) }),
    error: 'ConversationParameterNotValid',
  },
  {
    title: 'knows 64 marks',
    given: accounts('ana'),
    body: world => marks(world, 'ana', { OptType: 1, SetMark: [64] }),
    error: 'ConversationParameterNotValid',
  },
  {
    title: 'marks no more than 1000 conversations in all',
    only: { door: 'rest', reason: 'it takes a thousand writes' },
    given: async world => {
      await accounts('ana')(world);
      const ContactItem = many(0, 1000).map(item => item.ContactItem);
      await world.admin('recentcontact.create_contact_group', {
        From_Account: world.name('ana'),
        GroupContactItem: [{ GroupName: 'all', ContactItem }],
      });
    },
    body: world => marks(world, 'ana'),
    error: 'TooManyLabels',
  },
  ...refusals(marks),
];
