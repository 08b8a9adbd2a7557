import type { Unreachable, WireCase } from '../../wire-case.ts';

const only = { door: 'socket', reason: 'a hello keeps a connection’s login alive' } as const;

export const cases: readonly WireCase[] = [
  { title: 'keeps a login alive', as: 'me', only },
  {
    title: 'is refused after a kick, with a code on which the client ends its login',
    as: 'nobody',
    only,
    given: async world => {
      const ana = await world.login(await world.account('ana'));
      world.keep('a2', ana.head.a2);
      await world.admin('im_open_login_svc.kick', { UserID: world.name('ana') });
    },
    head: world => ({ a2: world.kept<string>('a2') }),
    error: 'MessageAuthFailed',
  },
];

export const unreachable: Unreachable = {
  UserSigExpired:
    'a login that has ended loses its connection half a second later; test/storage/session-connections.test.ts has it',
};
