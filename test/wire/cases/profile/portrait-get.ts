import type { WireCase } from '../../wire-case.ts';

const TagList = ['Tag_Profile_IM_Nick', 'Tag_Profile_IM_Role'];

export const cases: readonly WireCase[] = [
  {
    title: 'reads what was set and leaves out what was not; an unknown account fails alone',
    given: world =>
      world.admin('im_open_login_svc.account_import', { UserID: world.name('ana'), Nick: 'Ann' }),
    body: world => ({ To_Account: [world.name('ana'), world.name('ghost'), 'x'.repeat(33)], TagList }),
    reply: {
      UserProfileItem: [
        {
          To_Account: 'ana',
          ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'Ann' }],
          ResultCode: 0,
          ResultInfo: '',
        },
        { To_Account: 'ghost', ResultCode: 40003 },
        { To_Account: 'x'.repeat(33), ResultCode: 40003 },
      ],
      Fail_Account: ['ghost', 'x'.repeat(33)],
      ErrorDisplay: '',
    },
  },
  {
    title: 'reads strangers for everybody and has no list of failures when nothing failed',
    as: 'me',
    given: world => world.account('ana'),
    body: world => ({ To_Account: [world.name('ana')], TagList }),
    reply: (_world, reply) => expect(reply).not.toHaveProperty('Fail_Account'),
  },
  {
    title: 'refuses a tag that does not exist',
    body: { To_Account: ['a'], TagList: ['Tag_Profile_IM_Shoe'] },
    error: 'ProfileTagUnknown',
  },
  { title: 'asks for To_Account', body: { TagList }, error: 'ProfileAccountMissing' },
  {
    title: 'refuses more than a hundred accounts',
    body: { To_Account: Array.from({ length: 101 }, (_, i) => `a${i}`), TagList },
    error: 'ProfileParameterNotValid',
  },
  { title: 'asks for TagList', body: { To_Account: ['a'] }, error: 'ProfileParameterNotValid' },
];
