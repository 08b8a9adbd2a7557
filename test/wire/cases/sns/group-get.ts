import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'lists no friend groups, as there can be none yet',
    as: 'me',
    body: world => ({ From_Account: world.name('me'), LastSequence: 0, NeedFriend: 'Need_Friend_Type_Yes' }),
    reply: { ResultItem: [], CurrentSequence: 0, ErrorDisplay: '' },
  },
  {
    title: 'refuses to look for another account',
    as: 'me',
    body: world => ({
      From_Account: world.administrator,
      LastSequence: 0,
      NeedFriend: 'Need_Friend_Type_Yes',
    }),
    error: 'RelationAdminRequired',
    only: { door: 'socket', reason: 'over REST every caller is an administrator' },
  },
  { title: 'refuses a body without From_Account', body: {}, error: 'RelationParameterNotValid' },
];
