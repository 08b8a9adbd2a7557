import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'deletes accounts and says which did not exist',
    given: world => world.account('ana'),
    body: world => ({ DeleteItem: [{ UserID: world.name('ana') }, { UserID: world.name('ghost') }] }),
    reply: {
      ResultItem: [
        { UserID: 'ana', ResultCode: 0, ResultInfo: '' },
        { UserID: 'ghost', ResultCode: 70107, ResultInfo: 'Err_TLS_PT_Open_Login_Account_Not_Exist' },
      ],
    },
    after: async world => {
      const body = { CheckItem: [{ UserID: world.name('ana') }] };
      expect(await world.admin('im_open_login_svc.account_check', body)).toMatchObject({
        ResultItem: [{ AccountStatus: 'NotImported' }],
      });
    },
  },
  {
    title: 'logs the account out with a notice',
    given: async world => world.keep('ana', await world.login(await world.account('ana'))),
    body: world => ({ DeleteItem: [{ UserID: world.name('ana') }] }),
    reply: { ResultItem: [{ UserID: 'ana', ResultCode: 0 }] },
    after: async world => {
      const ana = world.kept<Awaited<ReturnType<typeof world.login>>>('ana');
      expect(await ana.push(event => event.Event === 10)).toMatchObject({
        C2cNotifyMsgArray: [{ KickoutMsgNotify: { KickType: 3 } }],
      });
      await ana.closed;
    },
  },
  {
    title: 'lets the name be imported again, without the profile it had',
    given: world =>
      world.admin('im_open_login_svc.account_import', { UserID: world.name('ana'), Nick: 'Ana' }),
    body: world => ({ DeleteItem: [{ UserID: world.name('ana') }] }),
    after: async world => {
      const body = { To_Account: [await world.account('ana')], TagList: ['Tag_Profile_IM_Nick'] };
      expect(await world.admin('profile.portrait_get', body)).toMatchObject({
        UserProfileItem: [{ ProfileItem: [], ResultCode: 0 }],
      });
    },
  },
  { title: 'refuses an empty list', body: { DeleteItem: [] }, error: 'AccountParameterNotValid' },
];
