import { accounts, actsForItsCaller } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const body =
  (short: string) =>
  (world: World): object => ({
    From_Account: world.name(short),
    ContactItem: [{ Type: 1, To_Account: world.name('ben') }],
  });

export const cases: readonly WireCase[] = [
  {
    title: 'says that there is nothing yet',
    given: accounts('ana'),
    body: body('ana'),
    reply: { ContactResultItem: [], GroupItem: [] },
  },
  { title: 'needs whose', body: {}, error: 'ConversationParameterNotValid' },
  {
    title: 'shows nobody what is another’s',
    as: 'me',
    given: accounts('ana'),
    body: body('ana'),
    only: actsForItsCaller,
    error: 'ConversationAdminRequired',
  },
];
