import { setTimeout as sleep } from 'node:timers/promises';
import { accounts, clientOf } from '../../messages.ts';
import { anaIsThere, many, statusOff, told } from '../../status.ts';
import type { WireCase, World } from '../../wire-case.ts';

export const unreachable = statusOff;

const subscribed = async (world: World): Promise<void> => {
  await accounts('ana', 'zoe')(world);
  const ben = await world.login(await world.account('ben'));
  world.keep('ben', ben);
  const To_Account = [world.name('ana'), world.name('zoe')];
  await ben.request('im_open_status.ws_status_subscribe', { To_Account });
};

const ends = (title: string, body: (world: World) => object, more: readonly string[]): WireCase => ({
  title,
  as: 'me',
  given: subscribed,
  body,
  reply: { ErrorList: [] },
  after: async world => {
    const ben = clientOf(world, 'ben');
    await ben.request('im_open_status.ws_status_unsubscribe', body(world));
    await anaIsThere(world);
    const zoe = await world.login(world.name('zoe'));
    for (const short of more) await told(world, 'ben', short, 1);
    await zoe.request('im_open_status.wslogout', {});
    await sleep(300);
    const names = ben.pushes.flatMap(({ UserStatusList = [] }) =>
      (UserStatusList as readonly { readonly To_Account: string }[]).map(({ To_Account }) => To_Account),
    );
    expect(names).not.toContain(world.name('ana'));
  },
});

export const cases: readonly WireCase[] = [
  ends('ends one subscription and leaves the others', world => ({ To_Account: [world.name('ana')] }), [
    'zoe',
  ]),
  ends('ends all of them', () => ({ UnsubscribeAll: 1 }), []),
  { title: 'takes 100 accounts', as: 'me', body: many(100) },
  { title: 'refuses 101', as: 'me', body: many(101), error: 'TooManyAccounts' },
  { title: 'needs to know of whom', as: 'me', body: {}, error: 'AccountParameterNotValid' },
];
