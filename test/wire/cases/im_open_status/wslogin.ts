import type { Reply, WireCase, World } from '../../wire-case.ts';

/** The head with which a client of this account logs in. */
const asAna = (world: World, options?: Parameters<World['userSig']>[1]) => ({
  identifier: world.name('ana'),
  usersig: world.userSig(world.name('ana'), options),
});
const body = { State: 'Online', InstType: 0 };
const volatile = ['A2Key', 'TinyId', 'InstId', 'TimeStamp'];
const onlySocket = { door: 'socket', reason: 'a login belongs to a connection' } as const;
const shared = { as: 'nobody', body, only: onlySocket, volatile } as const;

/** Logs ana in on a socket of its own and keeps reply and socket. */
const loggedIn = async (world: World): Promise<void> => {
  const socket = await world.connect();
  socket.head = { sdkappid: world.sdkAppId, platform: 7, ...asAna(world) };
  world.keep('reply', await socket.request('im_open_status.wslogin', body));
  world.keep('socket', socket);
};
const keptSocket = (world: World) => world.kept<Awaited<ReturnType<World['connect']>>>('socket');
const byToken = (world: World) => ({ a2: world.kept<Reply>('reply').A2Key });

export const cases: readonly WireCase[] = [
  {
    ...shared,
    title: 'logs in an account that nobody knew, and registers it',
    head: asAna,
    reply: (_, reply) =>
      expect(reply).toMatchObject({
        A2Key: expect.stringContaining('.'),
        TinyId: expect.stringMatching(/^1441\d{14}$/),
        HelloInterval: 180,
        CustomStatus: '',
      }),
    after: async world => {
      const check = { CheckItem: [{ UserID: world.name('ana') }] };
      expect(await world.admin('im_open_login_svc.account_check', check)).toMatchObject({
        ResultItem: [{ AccountStatus: 'Imported' }],
      });
    },
  },
  {
    ...shared,
    title: 'logs a client back in on another connection and closes the one it had',
    given: loggedIn,
    head: byToken,
    reply: (world, reply) => expect(reply.InstId).toBe(world.kept<Reply>('reply').InstId),
    after: world => keptSocket(world).closed,
  },
  {
    ...shared,
    title: 'puts out the web page that was logged in before, which sees why and can still log out',
    given: loggedIn,
    head: asAna,
    after: async world => {
      const first = keptSocket(world);
      expect(await first.push(event => event.Event === 10)).toMatchObject({
        C2cNotifyMsgArray: [{ KickoutMsgNotify: { KickType: 1 } }],
      });
      await first.closed;
      const again = await world.connect();
      const head = { sdkappid: world.sdkAppId, platform: 7, ...byToken(world) };
      expect(await again.request('im_open_status.wslogout', {}, head)).toMatchObject({ ErrorCode: 0 });
      expect(await again.request('im_open_status.wslogin', body, head)).toMatchObject({ ErrorCode: 70001 });
    },
  },
  {
    ...shared,
    title: 'takes a UserSig that was made after a kick, in the same second too',
    given: async world => world.admin('im_open_login_svc.kick', { UserID: await world.account('ana') }),
    head: asAna,
  },
  {
    ...shared,
    title: 'refuses a UserSig from before a kick',
    given: async world => {
      const issuedAt = world.now();
      await world.admin('im_open_login_svc.kick', { UserID: await world.account('ana') });
      world.keep('issuedAt', issuedAt);
    },
    head: world => asAna(world, { issuedAt: world.kept<number>('issuedAt') }),
    error: 'UserSigExpired',
  },
  {
    ...shared,
    title: 'refuses a UserSig past its lifetime',
    head: world => asAna(world, { issuedAt: world.now() - 100, lifetime: 50 }),
    error: 'UserSigExpired',
  },
  {
    ...shared,
    title: 'refuses an A2Key that nobody signed, so that the client ends its login',
    head: () => ({ a2: 'e30.AAAA' }),
    error: 'UserSigExpired',
  },
  {
    ...shared,
    title: 'refuses an empty UserSig',
    head: () => ({ identifier: 'ana' }),
    error: 'UserSigEmpty',
  },
  {
    ...shared,
    title: 'refuses a UserSig that cannot be read',
    head: () => ({ identifier: 'ana', usersig: 'nonsense' }),
    error: 'UserSigUnreadable',
  },
  {
    ...shared,
    title: 'refuses a UserSig made with another key',
    head: world => asAna(world, { key: 'another key' }),
    error: 'UserSigMismatch',
  },
  {
    ...shared,
    title: 'refuses a UserSig of another account',
    head: world => ({ ...asAna(world), identifier: world.name('ben') }),
    error: 'UserSigOtherAccount',
  },
  {
    ...shared,
    title: 'refuses a UserSig of another application',
    head: world => ({
      ...asAna(world),
      usersig: world.userSig(world.name('ana'), { sdkAppId: world.sdkAppId + 1 }),
    }),
    error: 'UserSigOtherApplication',
  },
  {
    ...shared,
    title: 'refuses a name of more than 32 bytes',
    head: world => ({ identifier: 'x'.repeat(33), usersig: world.userSig('x'.repeat(33)) }),
    error: 'AccountParameterNotValid',
  },
];
