import { accounts, sends } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const said = async (world: World): Promise<void> => {
  await accounts('ana', 'ben', 'eve')(world);
  for (const MsgSeq of [1, 2]) await sends(world, 'ana', 'ben', 'hello', { MsgSeq });
  await sends(world, 'eve', 'ben', 'psst');
};

export const cases: readonly WireCase[] = [
  {
    title: 'counts everything',
    given: said,
    body: world => ({ To_Account: world.name('ben') }),
    reply: { AllC2CUnreadMsgNum: 3 },
  },
  {
    title: 'counts by peer, and says which peers do not exist',
    given: said,
    body: world => ({
      To_Account: world.name('ben'),
      Peer_Account: [world.name('ana'), world.name('eve'), world.name('nobody')],
    }),
    reply: {
      C2CUnreadMsgNumList: [
        { Peer_Account: 'ana', C2CUnreadMsgNum: 2 },
        { Peer_Account: 'eve', C2CUnreadMsgNum: 1 },
      ],
      ErrorList: [{ Peer_Account: 'nobody', ErrorCode: 70107 }],
    },
  },
  { title: 'needs an account', body: { To_Account: 1 }, error: 'ReceiverNotValid' },
  {
    title: 'needs an account that exists',
    body: world => ({ To_Account: world.name('nobody') }),
    error: 'ReceiverNotValid',
  },
  {
    title: 'takes ten peers',
    body: { To_Account: 'x', Peer_Account: Array(11).fill('a') },
    error: 'ReceiverNotValid',
  },
];
