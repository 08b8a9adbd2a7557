import { eventually } from '../../../support/eventually.ts';
import { accounts, clientOf } from '../../messages.ts';
import { anaIsThere, many, statusOff } from '../../status.ts';
import type { WireCase } from '../../wire-case.ts';

export const unreachable = statusOff;

export const cases: readonly WireCase[] = [
  {
    title: 'tells who is online, offline or not logged in, and who does not exist',
    as: 'me',
    given: async world => {
      await accounts('zoe')(world);
      await anaIsThere(world);
      const page = await world.login(await world.account('ben'));
      await page.close();
    },
    body: world => ({ To_Account: ['ana', 'ben', 'zoe', 'nobody'].map(short => world.name(short)) }),
    reply: (world, { UserStatusList, ErrorList }) => {
      expect(UserStatusList).toEqual([
        { To_Account: world.name('ana'), Status: 1, CustomStatus: '' },
        // The page was closed on purpose; the gateway may tell so a moment later.
        { To_Account: world.name('ben'), Status: expect.any(Number), CustomStatus: '' },
        { To_Account: world.name('zoe'), Status: 3, CustomStatus: '' },
      ]);
      expect(ErrorList).toMatchObject([{ To_Account: world.name('nobody'), ErrorCode: 70107 }]);
    },
  },
  {
    title: 'tells that a page which was closed is offline',
    as: 'me',
    given: async world => {
      const ben = await world.account('ben');
      const page = await world.login(ben);
      await page.close();
      const statusOf = async () => {
        const reply = await world.admin('openim.query_online_status', { To_Account: [ben] });
        return (reply.QueryResult as readonly { readonly Status: string }[])[0]?.Status;
      };
      await eventually(statusOf, status => status === 'Offline');
    },
    body: world => ({ To_Account: [world.name('ben')] }),
    reply: { UserStatusList: [{ To_Account: 'ben', Status: 2, CustomStatus: '' }], ErrorList: [] },
  },
  { title: 'takes 500 accounts', as: 'me', body: many(500) },
  { title: 'refuses 501', as: 'me', body: many(501), error: 'TooManyAccounts' },
  { title: 'needs an account', as: 'me', body: { To_Account: [] }, error: 'AccountParameterNotValid' },
  {
    title: 'refuses the 21st call within 5 s',
    as: 'me',
    given: async world => {
      // The environment that answers counts for itself: with several, the last of many calls is refused by one.
      await anaIsThere(world);
      const ask = () =>
        clientOf(world, 'ana').request('im_open_status.ws_get_user_status', {
          To_Account: [world.name('me')],
        });
      const codes: number[] = [];
      for (let i = 0; i < 100 && !codes.includes(60_007); i += 1) codes.push((await ask()).ErrorCode);
      expect(codes.slice(0, 20).every(code => code === 0)).toBe(true);
      expect(codes).toContain(60_007);
    },
    body: world => ({ To_Account: [world.name('ana')] }),
  },
];
