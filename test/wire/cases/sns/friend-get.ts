import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'lists no friends, as there can be none yet',
    as: 'me',
    body: world => ({
      From_Account: world.name('me'),
      StartIndex: 0,
      StandardSequence: 0,
      CustomSequence: 0,
    }),
    reply: {
      UserDataItem: [],
      StandardSequence: 0,
      CustomSequence: 0,
      FriendNum: 0,
      CompleteFlag: 1,
      NextStartIndex: 0,
      ErrorDisplay: '',
    },
  },
  {
    title: 'refuses to look for another account',
    as: 'me',
    body: world => ({
      From_Account: world.administrator,
      StartIndex: 0,
      StandardSequence: 0,
      CustomSequence: 0,
    }),
    error: 'RelationAdminRequired',
    only: { door: 'socket', reason: 'over REST every caller is an administrator' },
  },
  { title: 'refuses a body without From_Account', body: {}, error: 'RelationParameterNotValid' },
];
