import type { WireCase } from '../../wire-case.ts';

const only = { door: 'socket', reason: 'a logout belongs to a login on the socket' } as const;

export const cases: readonly WireCase[] = [
  {
    title: 'ends a login',
    as: 'me',
    only,
    body: { wslogout_type: 0 },
    after: async world => {
      const body = { To_Account: [world.name('me')] };
      expect(await world.admin('openim.query_online_status', body)).toMatchObject({
        QueryResult: [{ Status: 'Offline' }],
      });
    },
  },
  { title: 'is answered without a login', as: 'nobody', only },
  {
    title: 'is answered with a token that nobody signed',
    as: 'nobody',
    only,
    head: () => ({ a2: 'e30.AAAA' }),
  },
];
