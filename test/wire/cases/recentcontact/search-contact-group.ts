import { refusals, withPeer } from '../../conversations.ts';
import { accounts } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const asks = (world: World, short: string, ContactItem: readonly object[] = [withPeer(world, 'ben')]) => ({
  From_Account: world.name(short),
  ContactItem,
});
const many = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ Type: 1, To_Account: `peer${i}` }));

export const cases: readonly WireCase[] = [
  {
    title: 'says that there is nothing yet',
    given: accounts('ana'),
    body: world => asks(world, 'ana'),
    reply: { ContactResultItem: [], GroupItem: [] },
  },
  {
    title: 'says what is marked of the conversations asked for',
    given: async world => {
      await accounts('ana')(world);
      const of = (short: string, CustomMark: string) => ({
        OptType: 2,
        ContactItem: withPeer(world, short),
        CustomMark,
      });
      const MarkItem = [of('ben', 'vip'), of('eve', 'old')];
      await world.admin('recentcontact.mark_contact', { From_Account: world.name('ana'), MarkItem });
    },
    body: world => asks(world, 'ana'),
    volatile: ['Timestamp'],
    reply: (world, reply) =>
      expect(reply.ContactResultItem).toMatchObject([
        { Type: 1, To_Account: world.name('ben'), CustomMark: 'vip' },
      ]),
  },
  { title: 'answers for 300', given: accounts('ana'), body: world => asks(world, 'ana', many(300)) },
  {
    title: 'answers for no more than 300',
    given: accounts('ana'),
    body: world => asks(world, 'ana', many(301)),
    error: 'ConversationParameterNotValid',
  },
  { title: 'needs whose', body: {}, error: 'ConversationParameterNotValid' },
  ...refusals(asks),
];
