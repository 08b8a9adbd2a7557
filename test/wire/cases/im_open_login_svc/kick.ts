import type { WireCase, World } from '../../wire-case.ts';

type Socket = Awaited<ReturnType<World['login']>>;

export const cases: readonly WireCase[] = [
  {
    title: 'tells every client of the account and closes it',
    given: async world => world.keep('ana', await world.login(await world.account('ana'))),
    body: world => ({ UserID: world.name('ana') }),
    after: async world => {
      const ana = world.kept<Socket>('ana');
      expect(await ana.push(event => event.Event === 10)).toMatchObject({
        C2cNotifyMsgArray: [{ KickoutMsgNotify: { KickType: 3 } }],
      });
      await ana.closed;
    },
  },
  {
    title: 'lets the account log in with a UserSig that is made afterwards',
    given: world => world.account('ana'),
    body: world => ({ UserID: world.name('ana') }),
    after: world => world.login(world.name('ana')),
  },
  {
    title: 'takes the account as Identifier, as older clients send it',
    given: world => world.account('ana'),
    body: world => ({ Identifier: world.name('ana') }),
  },
  {
    title: 'refuses an account that does not exist',
    body: world => ({ UserID: world.name('ghost') }),
    error: 'AccountNotFound',
  },
  { title: 'refuses a body without an account', error: 'AccountParameterNotValid' },
];
