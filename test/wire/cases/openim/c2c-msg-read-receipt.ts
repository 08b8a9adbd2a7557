import { accounts, clientOf, logsIn, sends } from '../../messages.ts';
import type { Reply, WireCase, World } from '../../wire-case.ts';

const said = async (world: World): Promise<void> => {
  await logsIn(world, 'ana');
  await world.account('ben');
  await sends(world, 'ana', 'ben', 'asked', { MsgSeq: 1, IsNeedReadReceipt: 1 });
  await sends(world, 'ana', 'ben', 'not asked', { MsgSeq: 2 });
};
const info = (world: World, text: string, more: object = {}) => ({
  From_Account: world.name('ana'),
  To_Account: world.name('ben'),
  MsgKey: world.kept<Reply>(text).MsgKey,
  ...more,
});
const byBen =
  (list: (world: World) => unknown, more: object = {}) =>
  (world: World): object => ({
    Operator_Account: world.name('ben'),
    Peer_Account: world.name('ana'),
    C2CMsgInfo: list(world),
    ...more,
  });

export const cases: readonly WireCase[] = [
  {
    title: 'confirms the messages that ask for it, and leaves the unread count',
    given: said,
    body: byBen(world => [info(world, 'asked'), info(world, 'not asked')]),
    after: async world => {
      const event = await clientOf(world, 'ana').push(({ Event }) => Event === 16);
      expect(event).toMatchObject({
        UserId: world.name('ben'),
        C2cMsgInfo: [
          { From_Account: world.name('ana'), To_Account: world.name('ben'), MsgSeq: 1, MsgRandom: 55 },
        ],
      });
      expect(event.C2cMsgInfo).toHaveLength(1);
      const pair = { Operator_Account: world.name('ana'), Peer_Account: world.name('ben') };
      const range = { MaxCnt: 5, MinTime: 0, MaxTime: world.now() + 5 };
      const { MsgList } = await world.admin('openim.admin_getroammsg', { ...pair, ...range });
      expect(MsgList).toMatchObject([{ IsPeerRead: 1 }, { IsPeerRead: 0 }]);
      const unread = { To_Account: world.name('ben') };
      expect(await world.admin('openim.get_c2c_unread_msg_num', unread)).toMatchObject({
        AllC2CUnreadMsgNum: 2,
      });
    },
  },
  {
    title: 'takes a client’s names for the message',
    given: said,
    body: byBen(world => [
      {
        ...info(world, 'asked', { MsgKey: undefined }),
        MsgSeq: 1,
        MsgRandom: 55,
        MsgTime: world.kept<Reply>('asked').MsgTime,
        MsgClientTime: 0,
      },
    ]),
    after: world => clientOf(world, 'ana').push(({ Event }) => Event === 16),
  },
  {
    title: 'is about messages of the peer to oneself',
    given: said,
    body: byBen(world => [info(world, 'asked', { To_Account: world.name('eve') })]),
    error: 'MessageFormatNotValid',
  },
  { title: 'needs a reader', body: byBen(() => [], { Operator_Account: '' }), error: 'SenderNotValid' },
  { title: 'needs a sender', body: byBen(() => [], { Peer_Account: 7 }), error: 'ReceiverNotValid' },
  {
    title: 'is for oneself only',
    as: 'me',
    given: accounts('ana', 'ben'),
    body: byBen(world => [
      { From_Account: world.name('ana'), To_Account: world.name('ben'), MsgKey: '1_2_3' },
    ]),
    only: { door: 'socket', reason: 'over REST an administrator calls' },
    error: 'MessageAdminRequired',
  },
];
