import { anaAndBen, inGroup, listOf, refusals, withPeer, withPhone } from '../../conversations.ts';
import { groupsOf, hikers, hikersTalk, says } from '../../group-messages.ts';
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

/** The same standard marks by the numbers of a backend and by those of a client. */
const backend = { door: 'rest', reason: 'backends count marks from 1' } as const;
const client = { door: 'socket', reason: 'clients count marks from 0' } as const;

/** Marks favourite (1) and folded (4), as a backend and as a client says it. */
const favouriteAndFolded = [
  { only: backend, SetMark: [1, 3] },
  { only: client, SetMark: [0, 2] },
];
/** After a backend has marked as favourite and as unread: the 64th instead of favourite. */
const lastForFavourite = [
  { only: backend, SetMark: [64], ClearMark: [1] },
  { only: client, SetMark: [63], ClearMark: [0] },
];
const favouriteAndUnread = { OptType: 3, SetMark: [1, 2], CustomMark: 'vip' };

export const cases: readonly WireCase[] = [
  ...favouriteAndFolded.map(
    ({ only, SetMark }): WireCase => ({
      title: `sets standard marks and a text, as lists then show them (${only.reason})`,
      only,
      given: anaAndBen,
      body: world => marks(world, 'ana', { OptType: 3, SetMark, CustomMark: 'vip' }),
      reply: {
        ResultItem: [
          { OptType: 3, ContactItem: { Type: 1, To_Account: 'ben' }, ResultCode: 0, ResultInfo: '' },
        ],
      },
      after: async world => {
        const [item] = await listOf(world, 'ana');
        expect(item).toMatchObject({ StandardMark: '101', CustomMark: 'vip' });
      },
    }),
  ),
  ...lastForFavourite.map(
    ({ only, ...numbers }): WireCase => ({
      title: `clears marks, leaves others, and takes an application’s own up to the 64th (${only.reason})`,
      only,
      given: async world => {
        await anaAndBen(world);
        await world.admin('recentcontact.mark_contact', marks(world, 'ana', favouriteAndUnread));
      },
      body: world => marks(world, 'ana', { OptType: 1, ...numbers }),
      after: async world => {
        const [item] = await listOf(world, 'ana');
        expect(item).toMatchObject({ StandardMark: `1${'0'.repeat(61)}10`, CustomMark: 'vip' });
      },
    }),
  ),
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
    title: 'marks the conversation with a group',
    given: async world => {
      await hikersTalk(world);
      await says(world, 'ben', 'one');
    },
    body: world => ({
      From_Account: world.name('ana'),
      MarkItem: [{ OptType: 2, ContactItem: { Type: 2, ToGroupId: hikers(world) }, CustomMark: 'outdoors' }],
    }),
    reply: { ResultItem: [{ ContactItem: { Type: 2, ToGroupId: 'hikers' }, ResultCode: 0 }] },
    after: async world => expect(await groupsOf(world, 'ana')).toMatchObject([{ CustomMark: 'outdoors' }]),
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
    body: world => marks(world, 'ana', { OptType: 1, SetMark: [65] }),
    error: 'ConversationParameterNotValid',
  },
  {
    title: 'knows no mark before the first of a backend',
    only: backend,
    given: accounts('ana'),
    body: world => marks(world, 'ana', { OptType: 1, SetMark: [0] }),
    error: 'ConversationParameterNotValid',
  },
  {
    title: 'knows no mark behind the last of a client',
    only: client,
    given: accounts('ana'),
    body: world => marks(world, 'ana', { OptType: 1, ClearMark: [64] }),
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
