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
      To_Account: [...['ana', 'ben', 'eve', 'nobody'].map(short => world.name(short)), 'x'.repeat(33)],
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
      ErrorList: ['nobody', 'x'.repeat(33)].map(To_Account => ({ To_Account, ErrorCode: 70107 })),
    },
  },
  {
    title: 'tells each client by its number, and the custom status, when asked to',
    given: async world => {
      const ana = await logsIn(world, 'ana');
      await ana.request('im_open_status.ws_set_custom_status', { CustomStatus: 'busy' });
      const phone = await world.connect();
      const account = world.name('ana');
      const login = { sdkAppId: world.sdkAppId, account, userSig: world.userSig(account), platform: 2 };
      world.keep('numbers', [ana.head.status_instid, (await phone.login(login)).InstId]);
    },
    body: world => ({ To_Account: [world.name('ana')], IsReturnInstid: 1, IsReturnCustomStatus: 1 }),
    reply: (world, reply) => {
      const [{ CustomStatus, Detail }] = reply.QueryResult as unknown as readonly [
        { readonly CustomStatus: string; readonly Detail: readonly { Platform: string; Instid: number }[] },
      ];
      expect(CustomStatus).toBe('busy');
      expect(Detail.map(({ Platform }) => Platform).sort()).toEqual(['Android', 'Web']);
      const byNumber = (one: number, other: number) => one - other;
      const numbers = [...world.kept<readonly number[]>('numbers')].sort(byNumber);
      expect(Detail.map(({ Instid }) => Instid).sort(byNumber)).toEqual(numbers);
    },
    volatile: ['Detail'],
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
