import { clientOf, logsIn } from '../../messages.ts';
import { encoded, told } from '../../status.ts';
import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'sets what others read, and what a client learns when it comes back',
    as: 'me',
    body: { CustomStatus: 'at lunch ☕' },
    after: async world => {
      await logsIn(world, 'ben');
      const ben = clientOf(world, 'ben');
      const reply = await ben.request('im_open_status.ws_get_user_status', {
        To_Account: [world.name('me')],
      });
      expect(reply.UserStatusList).toEqual([
        { To_Account: world.name('me'), Status: 1, CustomStatus: encoded('at lunch ☕') },
      ]);
      const phone = await world.connect();
      const account = world.name('me');
      const login = await phone.login({
        sdkAppId: world.sdkAppId,
        account,
        userSig: world.userSig(account),
        platform: 2,
      });
      expect(login.CustomStatus).toBe(encoded('at lunch ☕'));
      const again = await world.connect();
      const back = await again.request('im_open_status.wslogin', {}, phone.head);
      expect(back.CustomStatus).toBe(encoded('at lunch ☕'));
    },
  },
  {
    title: 'tells the other clients of the account',
    as: 'me',
    given: async world => {
      const phone = await world.connect();
      const account = world.name('me');
      await phone.login({ sdkAppId: world.sdkAppId, account, userSig: world.userSig(account), platform: 2 });
      world.keep('phone', phone);
    },
    body: { CustomStatus: 'busy' },
    after: world => told(world, 'phone', 'me', 1, 'busy'),
  },
  { title: 'may be taken away', as: 'me', body: { CustomStatus: '' } },
  { title: 'takes 100 bytes', as: 'me', body: { CustomStatus: 'é'.repeat(50) } },
  {
    title: 'refuses 101 bytes',
    as: 'me',
    body: { CustomStatus: `${'é'.repeat(50)}a` },
    error: 'AccountParameterNotValid',
  },
];
