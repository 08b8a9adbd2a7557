import { clientOf, logsIn } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const profileOf = async (world: World, account: string) => {
  const reply = await world.admin('profile.portrait_get', {
    To_Account: [account],
    TagList: ['Tag_Profile_IM_Nick', 'Tag_Profile_IM_Image'],
  });
  return reply.UserProfileItem;
};

export const cases: readonly WireCase[] = [
  {
    title: 'creates an account with nick and picture',
    body: world => ({ UserID: world.name('ana'), Nick: 'Ana', FaceUrl: 'https://img.example/1.png' }),
    after: async world =>
      expect(await profileOf(world, world.name('ana'))).toMatchObject([
        {
          ProfileItem: [
            { Tag: 'Tag_Profile_IM_Nick', Value: 'Ana' },
            { Tag: 'Tag_Profile_IM_Image', Value: 'https://img.example/1.png' },
          ],
        },
      ]),
  },
  {
    title: 'imports again without losing what was set, and sets what is given',
    given: world =>
      world.admin('im_open_login_svc.account_import', { UserID: world.name('ana'), Nick: 'Ana' }),
    body: world => ({ UserID: world.name('ana'), FaceUrl: 'https://img.example/2.png' }),
    after: async world =>
      expect(await profileOf(world, world.name('ana'))).toMatchObject([
        {
          ProfileItem: [
            { Tag: 'Tag_Profile_IM_Nick', Value: 'Ana' },
            { Tag: 'Tag_Profile_IM_Image', Value: 'https://img.example/2.png' },
          ],
        },
      ]),
  },
  {
    title: 'tells the account and its friends of a new nick, and nobody of what is as it was',
    given: async world => {
      for (const short of ['ana', 'ben']) await logsIn(world, short);
      await world.admin('im_open_login_svc.account_import', { UserID: world.name('ana'), FaceUrl: 'a.png' });
      await world.admin('sns.friend_add', {
        From_Account: world.name('ana'),
        AddFriendItem: [{ To_Account: world.name('ben'), AddSource: 'AddSource_Type_Web' }],
      });
    },
    body: world => ({ UserID: world.name('ana'), Nick: 'Ann', FaceUrl: 'a.png' }),
    after: async world => {
      const ProfileList = [{ Tag: 'Tag_Profile_IM_Nick', ValueBytes: 'Ann' }];
      const told = (event: object) => JSON.stringify(event).includes('"ValueBytes":"Ann"');
      for (const short of ['ana', 'ben'])
        expect(await clientOf(world, short).push(told)).toMatchObject({
          ProfileDataMod: [{ Profile_Account: world.name('ana'), ProfileList }],
        });
    },
  },
  {
    title: 'takes an empty nick for none, in a new account and in one that has one',
    given: async world => {
      const empty = { UserID: world.name('ben'), Nick: '', FaceUrl: '' };
      await world.admin('im_open_login_svc.account_import', empty);
      await world.admin('im_open_login_svc.account_import', { UserID: world.name('ana'), Nick: 'Ana' });
    },
    body: world => ({ UserID: world.name('ana'), Nick: '' }),
    after: async world => {
      for (const short of ['ana', 'ben']) {
        expect(await profileOf(world, world.name(short))).toMatchObject([{ ProfileItem: [] }]);
      }
    },
  },
  {
    title: 'accepts the name that older clients send',
    body: world => ({ Identifier: world.name('ana') }),
    after: async world =>
      expect(await profileOf(world, world.name('ana'))).toMatchObject([{ ResultCode: 0 }]),
  },
  {
    title: 'refuses a nick of more than 500 bytes and creates nothing',
    body: world => ({ UserID: world.name('ana'), Nick: 'x'.repeat(501) }),
    error: 'ProfileValueTooLong',
    after: async world => {
      const body = { CheckItem: [{ UserID: world.name('ana') }] };
      expect(await world.admin('im_open_login_svc.account_check', body)).toMatchObject({
        ResultItem: [{ AccountStatus: 'NotImported' }],
      });
    },
  },
  {
    title: 'refuses a UserID of more than 32 bytes',
    body: { UserID: 'x'.repeat(33) },
    error: 'AccountParameterNotValid',
  },
  { title: 'refuses a body without a UserID', body: {}, error: 'AccountParameterNotValid' },
];
