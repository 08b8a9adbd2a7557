import type { WireCase } from '../../wire-case.ts';

const sequences = { StandardSequence: 0, CustomSequence: 0 };

export const cases: readonly WireCase[] = [
  {
    title: 'reads all that was set, of oneself and of others',
    as: 'me',
    given: world =>
      world.admin('im_open_login_svc.account_import', {
        UserID: world.name('ana'),
        Nick: 'Ann',
        FaceUrl: 'f',
      }),
    body: world => ({
      From_Account: world.name('me'),
      UserItem: ['ana', 'me', 'ghost'].map(short => ({ To_Account: world.name(short), ...sequences })),
    }),
    reply: {
      UserProfileItem: [
        {
          To_Account: 'ana',
          ProfileItem: [
            { Tag: 'Tag_Profile_IM_Image', Value: 'f' },
            { Tag: 'Tag_Profile_IM_Nick', Value: 'Ann' },
          ],
          ResultCode: 0,
        },
        { To_Account: 'me', ProfileItem: [], ResultCode: 0 },
        { To_Account: 'ghost', ResultCode: 40003 },
      ],
      Fail_Account: ['ghost'],
    },
  },
  {
    title: 'refuses to read in the name of another',
    as: 'me',
    body: world => ({ From_Account: world.administrator, UserItem: [{ To_Account: world.name('me') }] }),
    error: 'ProfileAdminRequired',
    only: { door: 'socket', reason: 'over REST every caller is an administrator' },
  },
  { title: 'refuses no accounts at all', body: { UserItem: [] }, error: 'ProfileParameterNotValid' },
];
