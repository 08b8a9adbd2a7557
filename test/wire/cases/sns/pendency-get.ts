import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'lists no friend requests, as there can be none yet',
    as: 'me',
    body: world => ({
      From_Account: world.name('me'),
      PendencyType: 'Pendency_Type_Both',
      StartTime: 0,
      MaxLimited: 100,
      LastSequence: 0,
    }),
    reply: { PendencyItem: [], UnreadPendencyCount: 0, ErrorDisplay: '' },
  },
  {
    title: 'refuses to look for another account',
    as: 'me',
    body: world => ({
      From_Account: world.administrator,
      PendencyType: 'Pendency_Type_Both',
      StartTime: 0,
      MaxLimited: 100,
      LastSequence: 0,
    }),
    error: 'RelationAdminRequired',
    only: { door: 'socket', reason: 'over REST every caller is an administrator' },
  },
  { title: 'refuses a body without From_Account', body: {}, error: 'RelationParameterNotValid' },
];
