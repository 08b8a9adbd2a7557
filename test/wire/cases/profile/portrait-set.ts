import type { WireCase, World } from '../../wire-case.ts';

const nick = (Value: unknown) => [{ Tag: 'Tag_Profile_IM_Nick', Value }];
const own = (keyword: string) => `Tag_Profile_Custom_${keyword}`;
const twenty = Array.from('ABCDEFGHIJKLMNOPQRST');
const change = (ProfileItem: readonly object[]) => (world: World) => ({
  From_Account: world.name('me'),
  ProfileItem,
});

export const cases: readonly WireCase[] = [
  {
    title: 'sets fields that a read then shows',
    as: 'me',
    body: change([
      ...nick('Ann'),
      { Tag: 'Tag_Profile_IM_BirthDay', Value: 19900102 },
      { Tag: 'Tag_Profile_IM_Gender', Value: 'Gender_Type_Female' },
      { Tag: 'Tag_Profile_IM_AllowType', Value: 'AllowType_Type_NeedConfirm' },
      { Tag: 'Tag_Profile_Custom_color', Value: 'blue' },
    ]),
    reply: { ErrorDisplay: '' },
    after: async world => {
      const TagList = [
        'Tag_Profile_Custom_color',
        'Tag_Profile_IM_BirthDay',
        'Tag_Profile_IM_Gender',
        'Tag_Profile_IM_Nick',
        'Tag_Profile_IM_Role',
      ];
      const reply = await world.admin('profile.portrait_get', { To_Account: [world.name('me')], TagList });
      expect(reply.UserProfileItem).toMatchObject([
        {
          ProfileItem: [
            { Tag: 'Tag_Profile_Custom_color', Value: 'blue' },
            { Tag: 'Tag_Profile_IM_BirthDay', Value: 19900102 },
            { Tag: 'Tag_Profile_IM_Gender', Value: 'Gender_Type_Female' },
            { Tag: 'Tag_Profile_IM_Nick', Value: 'Ann' },
          ],
        },
      ]);
    },
  },
  {
    title: 'takes fields away by empty texts',
    as: 'me',
    given: async world => {
      const ProfileItem = [...nick('Ann'), { Tag: own('color'), Value: 'blue' }];
      await world.account('me');
      await world.admin('profile.portrait_set', change(ProfileItem)(world));
    },
    body: change([...nick(''), { Tag: own('color'), Value: '' }, { Tag: 'Tag_Profile_IM_Role', Value: 1 }]),
    after: async world => {
      const UserItem = [{ To_Account: world.name('me') }];
      const reply = await world.admin('profile.portrait_get_all', { UserItem });
      expect(reply.UserProfileItem).toMatchObject([
        { ProfileItem: [{ Tag: 'Tag_Profile_IM_Role', Value: 1 }] },
      ]);
    },
  },
  {
    title: 'sets as many fields of its own as an application may have, each up to 500 bytes',
    settings: { customProfileFields: [...twenty] },
    as: 'me',
    body: change(twenty.map(keyword => ({ Tag: own(keyword), Value: keyword.repeat(500) }))),
    after: async world => {
      const UserItem = [{ To_Account: world.name('me') }];
      const reply = await world.admin('profile.portrait_get_all', { UserItem });
      expect(reply.UserProfileItem).toMatchObject([
        { ProfileItem: twenty.map(keyword => ({ Tag: own(keyword), Value: keyword.repeat(500) })) },
      ]);
    },
  },
  {
    title: 'takes an integer for a field of its own',
    as: 'me',
    body: change([{ Tag: own('color'), Value: 7 }]),
  },
  {
    title: 'refuses more than 500 bytes in a field of its own',
    as: 'me',
    body: change([{ Tag: own('color'), Value: 'é'.repeat(251) }]),
    error: 'ProfileValueTooLong',
  },
  {
    title: 'refuses a field of its own in other letters than it was declared with',
    as: 'me',
    body: change([{ Tag: own('Color'), Value: 'blue' }]),
    error: 'ProfileTagUnknown',
  },
  {
    title: 'tells the other clients of the account',
    given: async world => world.keep('me', await world.login(await world.account('me'))),
    body: change([...nick('Ann'), { Tag: 'Tag_Profile_IM_Level', Value: 3 }]),
    after: async world => {
      const me = world.kept<Awaited<ReturnType<typeof world.login>>>('me');
      expect(await me.push(event => 'ProfileDataMod' in event)).toMatchObject({
        ProfileDataMod: [
          {
            Profile_Account: world.name('me'),
            PushType: 1,
            ProfileList: [
              { Tag: 'Tag_Profile_IM_Level', ValueNum: 3 },
              { Tag: 'Tag_Profile_IM_Nick', ValueBytes: 'Ann' },
            ],
          },
        ],
      });
    },
  },
  {
    title: 'lets an administrator write what only administrators may',
    given: world => world.account('me'),
    body: change([{ Tag: 'Tag_Profile_IM_AdminForbidType', Value: 'AdminForbid_Type_SendOut' }]),
  },
  {
    title: 'does not let others write it',
    as: 'me',
    body: change([{ Tag: 'Tag_Profile_IM_AdminForbidType', Value: 'AdminForbid_Type_SendOut' }]),
    error: 'ProfileFieldNotWritable',
    only: { door: 'socket', reason: 'over REST every caller is an administrator' },
  },
  {
    title: 'does not let anybody write the profile of another',
    as: 'me',
    body: world => ({ From_Account: world.administrator, ProfileItem: nick('Ann') }),
    error: 'ProfileAdminRequired',
    only: { door: 'socket', reason: 'over REST every caller is an administrator' },
  },
  {
    title: 'refuses an account that does not exist',
    body: world => ({ From_Account: world.name('ghost'), ProfileItem: nick('Ann') }),
    error: 'ProfileAccountNotFound',
  },
  {
    title: 'refuses a tag that does not exist, and writes nothing of the rest',
    as: 'me',
    body: change([...nick('Ann'), { Tag: 'Tag_Profile_Custom_size', Value: 'big' }]),
    error: 'ProfileTagUnknown',
    after: async world => {
      const body = { To_Account: [world.name('me')], TagList: ['Tag_Profile_IM_Nick'] };
      const reply = await world.admin('profile.portrait_get', body);
      expect(reply.UserProfileItem).toMatchObject([{ ProfileItem: [] }]);
    },
  },
  {
    title: 'refuses a text of more than 500 bytes',
    as: 'me',
    body: change(nick('x'.repeat(501))),
    error: 'ProfileValueTooLong',
  },
  {
    title: 'refuses a value that the field does not take',
    as: 'me',
    body: change([{ Tag: 'Tag_Profile_IM_Gender', Value: 'Gender_Type_Other' }]),
    error: 'ProfileValueNotAllowed',
  },
  { title: 'refuses a value of the wrong type', as: 'me', body: change(nick(7)), error: 'ProfileValueType' },
  { title: 'refuses no fields at all', as: 'me', body: change([]), error: 'ProfileParameterNotValid' },
];
