import { accounts, clientOf, logsIn, sends } from '../../messages.ts';
import type { Reply, WireCase, World } from '../../wire-case.ts';

const ofAna =
  (more: object = {}) =>
  (world: World): object => ({
    From_Account: world.name('ana'),
    To_Account: world.name('ben'),
    MsgKey: world.kept<Reply>('oops').MsgKey,
    ...more,
  });
const sent = async (world: World): Promise<void> => {
  await accounts('ben')(world);
  await logsIn(world, 'ana');
  await sends(world, 'ana', 'ben', 'oops');
};

export const cases: readonly WireCase[] = [
  {
    title: 'recalls anybody’s message and tells both sides',
    given: sent,
    body: ofAna(),
    after: async world => {
      const event = await clientOf(world, 'ana').push(({ Event }) => Event === 10);
      expect(event).toMatchObject({ C2cNotifyMsgArray: [{ WithdrawC2cMsgNotify: {} }] });
    },
  },
  {
    title: 'is refused the second time',
    given: async world => {
      await sent(world);
      await world.admin('openim.admin_msgwithdraw', ofAna()(world));
    },
    body: ofAna(),
    error: 'MessageAlreadyRecalled',
  },
  {
    title: 'finds nothing under another key',
    given: sent,
    body: ofAna({ MsgKey: '1_2_1700000000' }),
    error: 'MessageNotFound',
  },
  {
    title: 'refuses a key that is none',
    given: sent,
    body: ofAna({ MsgKey: '1_2' }),
    error: 'MessageKeyNotValid',
  },
  {
    title: 'needs the sender',
    given: sent,
    body: ofAna({ From_Account: undefined }),
    error: 'SenderNotValid',
  },
  { title: 'needs the receiver', given: sent, body: ofAna({ To_Account: 5 }), error: 'ReceiverNotValid' },
];
