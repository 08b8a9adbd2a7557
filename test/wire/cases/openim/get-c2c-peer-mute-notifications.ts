import { accounts, actsForItsCaller } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const asks = (world: World, short: string, peers: readonly string[] = ['ben', 'eve']) => ({
  To_Account: world.name(short),
  Peer_Account: peers.map(peer => world.name(peer)),
});

export const cases: readonly WireCase[] = [
  {
    title: 'tells how messages of each are told, with push where nothing was said',
    given: async world => {
      await accounts('ana', 'ben', 'eve')(world);
      await world.admin('openim.set_c2c_peer_mute_notifications', {
        From_Account: world.name('ana'),
        Peer_Account: [world.name('ben')],
        Mute_Notifications: 1,
      });
    },
    body: world => asks(world, 'ana'),
    reply: {
      MuteNotificationsList: [
        { To_Account: 'ben', UserId: 'ben', MuteNotifications: 1 },
        { To_Account: 'eve', UserId: 'eve', MuteNotifications: 0 },
      ],
    },
  },
  {
    title: 'tells of nobody when nobody is named, as older clients do',
    given: accounts('ana'),
    body: world => ({ To_Account: world.name('ana'), UpdateSeq: 0 }),
    reply: { MuteNotificationsList: [] },
  },
  {
    title: 'tells of 30 at most',
    given: accounts('ana'),
    body: world =>
      asks(
        world,
        'ana',
        Array.from({ length: 31 }, (_, i) => `peer${i}`),
      ),
    error: 'MessageJsonNotValid',
  },
  {
    title: 'tells nobody what another has set',
    as: 'me',
    given: accounts('ana'),
    body: world => asks(world, 'ana'),
    only: actsForItsCaller,
    error: 'MessageAdminRequired',
  },
];
