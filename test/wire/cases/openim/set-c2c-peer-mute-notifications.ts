import { withPhone } from '../../conversations.ts';
import { accounts, actsForItsCaller, clientOf, logsIn, sends, textBody } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const sets = (world: World, short: string, Mute_Notifications = 2, peers: readonly string[] = ['ben']) => ({
  From_Account: world.name(short),
  Peer_Account: peers.map(peer => world.name(peer)),
  Mute_Notifications,
});
const many = Array.from({ length: 31 }, (_, i) => `peer${i}`);

/** `ben`, on the socket, writes to `ana`. */
const benWrites = async (world: World, text: string, MsgSeq: number): Promise<void> => {
  const ben = clientOf(world, 'ben');
  await ben.request('openim.sendmsg', {
    To_Account: world.name('ana'),
    MsgSeq,
    MsgRandom: MsgSeq,
    MsgBody: textBody(text),
  });
};
const unreadOf = async (world: World) =>
  (await clientOf(world, 'ana').request('openim.getmsg', { Cookie: '' })).C2CPairUnreadCount;

export const cases: readonly WireCase[] = [
  {
    title: 'is shown in the list and told to the other clients of the account',
    as: 'me',
    only: actsForItsCaller,
    given: async world => {
      await accounts('ben')(world);
      await withPhone(world);
      await sends(world, 'ben', 'me', 'one');
    },
    body: world => sets(world, 'me'),
    reply: { ErrorList: [] },
    after: async world => {
      const phone = clientOf(world, 'phone');
      expect(await phone.push(({ Event }) => Event === 10)).toMatchObject({
        C2cNotifyMsgArray: [
          { MuteNotificationsSync: { To_Account: world.name('ben'), MuteNotifications: 2 } },
        ],
      });
      const list = await phone.request('recentcontact.page_get', {});
      expect(list.SessionItem).toMatchObject([{ MsgRecvOption: 2 }]);
    },
  },
  {
    title:
      'keeps a peer’s messages from clients and from the count, not from the history; a backend’s come through',
    given: async world => {
      await logsIn(world, 'ana');
      await logsIn(world, 'ben');
    },
    body: world => sets(world, 'ana', 1),
    after: async world => {
      await benWrites(world, 'in silence', 5);
      expect(await unreadOf(world)).toEqual([]);
      await sends(world, 'ben', 'ana', 'also in silence', {
        MsgSeq: 6,
        SendMsgControl: ['WithMuteNotifications'],
      });
      await sends(world, 'ben', 'ana', 'aloud', { MsgSeq: 7 });
      expect(await unreadOf(world)).toMatchObject([{ UnreadCount: 1 }]);
      const ana = clientOf(world, 'ana');
      const event = await ana.push(({ Event }) => Event === 9);
      expect(event).toMatchObject({ C2cMsgArray: [{ MsgBody: textBody('aloud') }] });
      const history = await ana.request('openim.getroammsg', { Peer_Account: world.name('ben'), MaxCnt: 15 });
      expect(history.MsgCnt).toBe(3);
    },
  },
  {
    title: 'names accounts that do not exist',
    given: accounts('ana', 'ben'),
    body: world => sets(world, 'ana', 2, ['ben', 'nobody']),
    reply: { ErrorList: [{ To_Account: 'nobody', ErrorCode: 70107 }] },
  },
  {
    title: 'takes 30 accounts',
    given: accounts('ana', ...many),
    body: world => sets(world, 'ana', 2, many.slice(1)),
    reply: { ErrorList: [] },
  },
  {
    title: 'takes no more than 30',
    given: accounts('ana'),
    body: world => sets(world, 'ana', 2, many),
    error: 'MessageJsonNotValid',
  },
  {
    title: 'knows four ways to be told',
    given: accounts('ana'),
    body: world => sets(world, 'ana', 4),
    error: 'MessageJsonNotValid',
  },
  {
    title: 'lets nobody set it for another',
    as: 'me',
    given: accounts('ana'),
    body: world => sets(world, 'ana'),
    only: actsForItsCaller,
    error: 'MessageAdminRequired',
  },
];
