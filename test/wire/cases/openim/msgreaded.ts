import { accounts, actsForItsCaller, clientOf, logsIn, sends } from '../../messages.ts';
import type { Reply, WireCase, World } from '../../wire-case.ts';

const reads = (peer: string, text: string) => (world: World) => ({
  C2CMsgReaded: {
    Cookie: '',
    C2CMsgReadedItem: [
      { To_Account: world.name(peer), LastedMsgTime: world.kept<Reply>(text).MsgTime, Receipt: 1 },
    ],
  },
});

export const cases: readonly WireCase[] = [
  {
    title: 'takes the unread count away, and tells the peer and the reader’s other clients',
    as: 'me',
    only: actsForItsCaller,
    given: async world => {
      await logsIn(world, 'ana');
      const other = await world.connect();
      const account = world.name('me');
      await other.login({ sdkAppId: world.sdkAppId, account, userSig: world.userSig(account), platform: 1 });
      world.keep('other', other);
      await sends(world, 'ana', 'me', 'hello');
    },
    body: reads('ana', 'hello'),
    after: async world => {
      const LastReadTime = world.kept<Reply>('hello').MsgTime;
      const isNotice = ({ Event }: { readonly Event: number }) => Event === 10;
      const receipt = { To_Account: world.name('me'), UinPairReadArray: [{ LastReadTime }] };
      expect(await clientOf(world, 'ana').push(isNotice)).toMatchObject({
        C2cNotifyMsgArray: [{ C2cReadedReceipt: receipt }],
      });
      const other = clientOf(world, 'other');
      const position = { From_Account: world.name('ana'), LastReadTime };
      expect(await other.push(isNotice)).toMatchObject({
        C2cNotifyMsgArray: [{ ReadC2cMsgNotify: { UinPairReadArray: [position] } }],
      });
      const reply = await other.request('openim.getmsg', { Cookie: '' });
      expect(reply.C2CPairUnreadCount).toEqual([]);
    },
  },
  {
    title: 'may be told twice, and of conversations that are not there',
    given: accounts('ana'),
    body: world => ({
      C2CMsgReaded: { C2CMsgReadedItem: [{ To_Account: world.name('ana'), LastedMsgTime: world.now() }] },
    }),
  },
  {
    title: 'needs at least one conversation',
    body: { C2CMsgReaded: { C2CMsgReadedItem: [] } },
    error: 'MessageJsonNotValid',
  },
];
