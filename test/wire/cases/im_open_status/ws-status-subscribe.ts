import { accounts, clientOf, logsIn } from '../../messages.ts';
import { anaIsThere, many, statusOff, told } from '../../status.ts';
import type { WireCase, World } from '../../wire-case.ts';

export const unreachable = statusOff;

/** Another client of `me`, whose pushes can be looked at, subscribes too. */
const meWatches =
  (...shorts: readonly string[]) =>
  async (world: World): Promise<void> => {
    const account = world.name('me');
    const phone = await world.connect();
    await phone.login({ sdkAppId: world.sdkAppId, account, userSig: world.userSig(account), platform: 2 });
    const To_Account = shorts.map(short => world.name(short));
    const reply = await phone.request('im_open_status.ws_status_subscribe', { To_Account });
    expect(reply.ErrorCode).toBe(0);
    world.keep('phone', phone);
  };

export const cases: readonly WireCase[] = [
  {
    title: 'subscribes, and says who does not exist',
    as: 'me',
    given: accounts('ana'),
    body: world => ({ To_Account: [world.name('ana'), world.name('nobody')] }),
    reply: { ErrorList: [{ To_Account: 'nobody', ErrorCode: 70107 }] },
  },
  {
    title: 'has the client told of login, custom status, a page that is closed, and logout',
    as: 'me',
    given: async world => {
      await accounts('ana')(world);
      await meWatches('ana')(world);
    },
    body: world => ({ To_Account: [world.name('ana')] }),
    reply: { ErrorList: [] },
    after: async world => {
      const ana = await anaIsThere(world);
      await told(world, 'phone', 'ana', 1);
      await ana.request('im_open_status.ws_set_custom_status', { CustomStatus: 'hi' });
      await told(world, 'phone', 'ana', 1, 'hi');
      await ana.close();
      await told(world, 'phone', 'ana', 2, 'hi');
      await logsIn(world, 'ana');
      await clientOf(world, 'ana').request('im_open_status.wslogout', {});
    },
  },
  {
    title: 'has the client told of an account that was logged in before, when it is kicked',
    as: 'me',
    given: async world => {
      await anaIsThere(world);
      await meWatches('ana')(world);
    },
    body: world => ({ To_Account: [world.name('ana')] }),
    after: async world => {
      await world.admin('im_open_login_svc.kick', { UserID: world.name('ana') });
      await told(world, 'phone', 'ana', 3);
    },
  },
  { title: 'takes 100 accounts', as: 'me', body: many(100) },
  { title: 'refuses 101', as: 'me', body: many(101), error: 'TooManyAccounts' },
  { title: 'needs an account', as: 'me', body: { To_Account: [] }, error: 'AccountParameterNotValid' },
];
