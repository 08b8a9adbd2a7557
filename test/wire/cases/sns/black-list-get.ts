import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'lists no blocked accounts, as there can be none yet',
    as: 'me',
    body: world => ({ From_Account: world.name('me'), StartIndex: 0, MaxLimited: 1000 }),
    reply: {
      BlackListItem: [],
      StartIndex: 0,
      CurruentSequence: 0,
      CurrentSequence: 0,
      CompleteFlag: 1,
      ErrorDisplay: '',
    },
  },
  {
    title: 'refuses to look for another account',
    as: 'me',
    body: world => ({ From_Account: world.administrator, StartIndex: 0, MaxLimited: 1000 }),
    error: 'RelationAdminRequired',
    only: { door: 'socket', reason: 'over REST every caller is an administrator' },
  },
  { title: 'refuses a body without From_Account', body: {}, error: 'RelationParameterNotValid' },
];
