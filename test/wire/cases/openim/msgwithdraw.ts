import { accounts, actsForItsCaller, clientOf, logsIn, sends } from '../../messages.ts';
import type { Reply, Unreachable, WireCase, World } from '../../wire-case.ts';

const info =
  (from: string, more: object = {}) =>
  (world: World): object => ({
    MsgInfo: {
      From_Account: world.name(from),
      To_Account: world.name('ben'),
      MsgSeq: 71,
      MsgRandom: 55,
      MsgTimeStamp: world.kept<Reply>('oops').MsgTime,
      ...more,
    },
  });
const meToBen = async (world: World): Promise<void> => {
  await accounts('me')(world);
  await logsIn(world, 'ben');
  await sends(world, 'me', 'ben', 'oops', { MsgSeq: 71 });
};

export const unreachable: Unreachable = {
  RecallWindowPassed: 'the window is two minutes; test/storage/history.test.ts goes past it',
};

export const cases: readonly WireCase[] = [
  {
    title: 'recalls a message of one’s own and tells the receiver',
    as: 'me',
    given: meToBen,
    body: info('me'),
    after: async world => {
      const event = await clientOf(world, 'ben').push(({ Event }) => Event === 10);
      const recalled = {
        From_Account: world.name('me'),
        To_Account: world.name('ben'),
        MsgSeq: 71,
        MsgRandom: 55,
        MsgTimeStamp: world.kept<Reply>('oops').MsgTime,
        RevokerInfo: { Revoker_Account: world.name('me'), Reason: '' },
      };
      expect(event).toMatchObject({
        C2cNotifyMsgArray: [{ WithdrawC2cMsgNotify: { C2cWithdrawInfoArray: [recalled] } }],
      });
    },
  },
  {
    title: 'finds nothing under other numbers',
    as: 'me',
    given: meToBen,
    body: info('me', { MsgSeq: 72 }),
    error: 'MessageNotFound',
  },
  {
    title: 'is refused the second time',
    as: 'me',
    given: async world => {
      await meToBen(world);
      const { MsgKey } = world.kept<Reply>('oops');
      const pair = { From_Account: world.name('me'), To_Account: world.name('ben') };
      await world.admin('openim.admin_msgwithdraw', { ...pair, MsgKey });
    },
    body: info('me'),
    error: 'MessageAlreadyRecalled',
  },
  {
    title: 'is refused for another’s message',
    as: 'me',
    given: async world => {
      await accounts('ana', 'ben')(world);
      await sends(world, 'ana', 'ben', 'oops', { MsgSeq: 71 });
    },
    body: info('ana'),
    only: actsForItsCaller,
    error: 'MessageAdminRequired',
  },
  { title: 'needs to know which', body: { MsgInfo: {} }, error: 'MessagePacketNotValid' },
];
