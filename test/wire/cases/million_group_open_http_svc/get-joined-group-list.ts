import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'lists no groups, as there can be none yet',
    as: 'me',
    body: world => ({
      Member_Account: world.name('me'),
      Limit: 200,
      Offset: 0,
      ResponseFilter: { GroupBaseInfoFilter: ['Type', 'Name'], SelfInfoFilter: ['Role'] },
      SupportTopic: 0,
      NeedAppDefineData: 1,
    }),
    reply: { TotalCount: 0, GroupIdList: [] },
  },
  {
    title: 'refuses to look for another account',
    as: 'me',
    body: world => ({ Member_Account: world.administrator }),
    error: 'GroupNotPermitted',
    only: { door: 'socket', reason: 'over REST every caller is an administrator' },
  },
  { title: 'refuses a body without Member_Account', body: {}, error: 'GroupParameterNotValid' },
];
