import { accounts, logsIn } from './messages.ts';
import type { WireCase } from './wire-case.ts';

/** The cases of both names of the command. */
export const onlineStatusCases: readonly WireCase[] = [
  {
    title: 'tells who is online, where, and who does not exist',
    given: async world => {
      await accounts('ben')(world);
      await logsIn(world, 'ana');
      const phone = await world.connect();
      const account = await world.account('eve');
      await phone.login({ sdkAppId: world.sdkAppId, account, userSig: world.userSig(account), platform: 2 });
    },
    body: world => ({
      To_Account: ['ana', 'ben', 'eve', 'nobody'].map(short => world.name(short)),
      IsNeedDetail: 1,
    }),
    reply: {
      QueryResult: [
        {
          To_Account: 'ana',
          Status: 'Online',
          State: 'Online',
          Detail: [{ Platform: 'Web', Status: 'Online' }],
        },
        { To_Account: 'ben', Status: 'Offline', State: 'Offline' },
        {
          To_Account: 'eve',
          Status: 'Online',
          State: 'Online',
          Detail: [{ Platform: 'Android', Status: 'Online' }],
        },
      ],
      ErrorList: [{ To_Account: 'nobody', ErrorCode: 70107 }],
    },
  },
  {
    title: 'is refused when none exists',
    body: world => ({ To_Account: [world.name('nobody')] }),
    error: 'AccountNotFound',
  },
  { title: 'needs accounts', body: { To_Account: [] }, error: 'MessageJsonNotValid' },
  { title: 'needs a list', body: { To_Account: 'ana' }, error: 'ReceiverNotValid' },
  {
    title: 'is refused for more than 500',
    body: { To_Account: Array.from({ length: 501 }, (_, i) => `user${i}`) },
    error: 'TooManyAccounts',
  },
];
