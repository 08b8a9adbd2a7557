import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'tells which accounts exist, in the order asked for',
    given: world => world.account('ana'),
    body: world => ({ CheckItem: [{ UserID: world.name('ghost') }, { UserID: world.name('ana') }] }),
    reply: {
      ResultItem: [
        { UserID: 'ghost', ResultCode: 0, ResultInfo: '', AccountStatus: 'NotImported' },
        { UserID: 'ana', ResultCode: 0, ResultInfo: '', AccountStatus: 'Imported' },
      ],
    },
  },
  {
    title: 'answers an account named twice twice',
    given: world => world.account('ana'),
    body: world => ({ CheckItem: [{ UserID: world.name('ana') }, { UserID: world.name('ana') }] }),
    reply: { ResultItem: [{ AccountStatus: 'Imported' }, { AccountStatus: 'Imported' }] },
  },
  { title: 'refuses an empty list', body: { CheckItem: [] }, error: 'AccountParameterNotValid' },
  {
    title: 'refuses more than a hundred',
    body: { CheckItem: Array.from({ length: 101 }, (_, i) => ({ UserID: `a${i}` })) },
    error: 'AccountParameterNotValid',
  },
];
