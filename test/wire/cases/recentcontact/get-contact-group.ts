import { refusals, withPeer } from '../../conversations.ts';
import { accounts } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const body = (world: World, short: string) => ({ From_Account: world.name(short), StartIndex: 0 });
const many = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    OptType: 2,
    ContactItem: { Type: 1, To_Account: `peer${from + i}` },
    CustomMark: 'x'.repeat(250),
  }));

export const cases: readonly WireCase[] = [
  {
    title: 'says that there is nothing yet',
    given: accounts('ana'),
    body: world => body(world, 'ana'),
    reply: { ContactItem: [], GroupItem: [], CompleteFlag: 1, NextStartIndex: 0 },
  },
  {
    title: 'says what is in which group and what is marked',
    given: async world => {
      await accounts('ana')(world);
      const From_Account = world.name('ana');
      await world.admin('recentcontact.create_contact_group', {
        From_Account,
        GroupContactItem: [{ GroupName: 'work', ContactItem: [withPeer(world, 'ben')] }],
      });
      await world.admin('recentcontact.mark_contact', {
        From_Account,
        MarkItem: [{ OptType: 1, ContactItem: withPeer(world, 'eve'), SetMark: [2] }],
      });
    },
    body: world => body(world, 'ana'),
    volatile: ['Timestamp'],
    reply: {
      ContactItem: [
        { Type: 1, To_Account: 'ben', ContactGroupId: [1] },
        { Type: 1, To_Account: 'eve', StandardMark: '10' },
      ],
      GroupItem: [{ GroupName: 'work', GroupId: 1 }],
      CompleteFlag: 1,
    },
  },
  {
    title: 'comes in pages that fit a frame',
    given: async world => {
      await accounts('ana')(world);
      for (let i = 0; i < 4; i += 1) {
        const MarkItem = many(i * 100, 100);
        await world.admin('recentcontact.mark_contact', { From_Account: world.name('ana'), MarkItem });
      }
    },
    body: world => body(world, 'ana'),
    volatile: ['Timestamp'],
    after: async (world, reply) => {
      expect(reply.CompleteFlag).toBe(0);
      const StartIndex = reply.NextStartIndex;
      const rest = await world.admin('recentcontact.get_contact_group', {
        ...body(world, 'ana'),
        StartIndex,
      });
      expect(rest).toMatchObject({ CompleteFlag: 1, NextStartIndex: 0 });
      const all = [reply, rest].flatMap(({ ContactItem }) => ContactItem as { To_Account: string }[]);
      expect(new Set(all.map(item => item.To_Account)).size).toBe(400);
    },
  },
  { title: 'needs whose', body: { StartIndex: 0 }, error: 'ConversationParameterNotValid' },
  ...refusals(body),
];
