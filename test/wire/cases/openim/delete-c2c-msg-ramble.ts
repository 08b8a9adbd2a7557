import { accounts, sends } from '../../messages.ts';
import type { Reply, WireCase, World } from '../../wire-case.ts';

const said = async (world: World): Promise<void> => {
  await accounts('ana', 'ben')(world);
  await sends(world, 'ana', 'ben', 'one', { MsgSeq: 1 });
  await sends(world, 'ana', 'ben', 'two', { MsgSeq: 2 });
};
const forBen =
  (more: object = {}) =>
  (world: World): object => ({
    Operator_Account: world.name('ben'),
    Peer_Account: world.name('ana'),
    MsgKeyList: [world.kept<Reply>('two').MsgKey],
    ...more,
  });
const seen = async (world: World, viewer: string, peer: string) => {
  const { MsgList } = await world.admin('openim.admin_getroammsg', {
    Operator_Account: world.name(viewer),
    Peer_Account: world.name(peer),
    MaxCnt: 9,
    MinTime: 0,
    MaxTime: world.now() + 5,
  });
  return (MsgList as { MsgSeq: number }[]).map(({ MsgSeq }) => MsgSeq);
};

export const cases: readonly WireCase[] = [
  {
    title: 'takes messages from one and leaves them to the other',
    given: said,
    body: forBen(),
    after: async world => {
      expect(await seen(world, 'ben', 'ana')).toEqual([1]);
      expect(await seen(world, 'ana', 'ben')).toEqual([1, 2]);
      const unread = { To_Account: world.name('ben'), Peer_Account: [world.name('ana')] };
      expect(await world.admin('openim.get_c2c_unread_msg_num', unread)).toMatchObject({
        C2CUnreadMsgNumList: [{ C2CUnreadMsgNum: 1 }],
      });
    },
  },
  {
    title: 'takes a client’s own from itself, under the names that clients use',
    given: said,
    body: world => ({
      From_Account: world.name('ana'),
      To_Account: world.name('ben'),
      MsgKeyList: [world.kept<Reply>('one').MsgKey],
    }),
    after: async world => {
      expect(await seen(world, 'ana', 'ben')).toEqual([2]);
      expect(await seen(world, 'ben', 'ana')).toEqual([1, 2]);
    },
  },
  { title: 'may be sent again, and finds nothing', given: said, body: forBen({ MsgKeyList: ['1_2_3'] }) },
  {
    title: 'needs whose view',
    given: said,
    body: forBen({ Operator_Account: '', MsgKeyList: ['1_2_3'] }),
    error: 'SenderNotValid',
  },
  {
    title: 'needs to know for whom a backend deletes',
    given: said,
    body: forBen({ Operator_Account: undefined, MsgKeyList: ['1_2_3'] }),
    only: { door: 'rest', reason: 'a client means itself' },
    error: 'SenderNotValid',
  },
  {
    title: 'needs the other',
    given: said,
    body: forBen({ Peer_Account: 1, MsgKeyList: ['1_2_3'] }),
    error: 'ReceiverNotValid',
  },
  {
    title: 'refuses a key that is none',
    given: said,
    body: forBen({ MsgKeyList: ['1_2'] }),
    error: 'MessageKeyNotValid',
  },
  {
    title: 'takes 30 at a time',
    given: said,
    body: forBen({ MsgKeyList: Array(31).fill('1_2_3') }),
    error: 'MessageFormatNotValid',
  },
  {
    title: 'is for oneself only',
    as: 'me',
    given: said,
    body: forBen(),
    only: { door: 'socket', reason: 'over REST an administrator calls' },
    error: 'MessageAdminRequired',
  },
];
