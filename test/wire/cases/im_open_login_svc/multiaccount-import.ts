import type { WireCase } from '../../wire-case.ts';

const names = (count: number) => Array.from({ length: count }, (_, i) => `m${i}`);

export const cases: readonly WireCase[] = [
  {
    title: 'creates the accounts of a list of names',
    body: world => ({ Accounts: [world.name('ana'), world.name('ben')] }),
    reply: { FailAccounts: [] },
    after: async world => {
      const CheckItem = ['ana', 'ben'].map(short => ({ UserID: world.name(short) }));
      expect(await world.admin('im_open_login_svc.account_check', { CheckItem })).toMatchObject({
        ResultItem: [{ AccountStatus: 'Imported' }, { AccountStatus: 'Imported' }],
      });
    },
  },
  {
    title: 'creates the accounts of a list of entries and sets nick and picture of those that exist',
    given: world => world.account('ana'),
    body: world => ({
      AccountList: [{ UserID: world.name('ana'), Nick: 'Ana', FaceUrl: 'f' }, { UserID: world.name('ben') }],
    }),
    reply: { FailAccounts: [] },
    after: async world => {
      const body = { To_Account: [world.name('ana')], TagList: ['Tag_Profile_IM_Nick'] };
      expect(await world.admin('profile.portrait_get', body)).toMatchObject({
        UserProfileItem: [{ ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'Ana' }] }],
      });
    },
  },
  {
    title: 'names the entries that failed and creates the others',
    body: world => ({
      AccountList: [
        { UserID: world.name('ana') },
        { UserID: 'x'.repeat(33) },
        { UserID: world.name('ben'), Nick: 'x'.repeat(501) },
      ],
    }),
    reply: { FailAccounts: ['x'.repeat(33), 'ben'] },
  },
  {
    title: 'takes a hundred accounts',
    body: world => ({ Accounts: names(100).map(short => world.name(short)) }),
    reply: { FailAccounts: [] },
  },
  {
    title: 'refuses more than a hundred',
    body: { Accounts: names(101) },
    error: 'BatchSizeNotValid',
  },
  { title: 'refuses an empty list', body: { AccountList: [] }, error: 'BatchSizeNotValid' },
  {
    title: 'refuses both forms at once',
    body: { Accounts: ['a'], AccountList: [{ UserID: 'a' }] },
    error: 'AccountParameterNotValid',
  },
];
