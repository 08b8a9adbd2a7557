import { accounts, actsForItsCaller, clientOf, logsIn, sends } from '../../messages.ts';
import type { Reply, WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'answers in the order of the question, 0 for who has read nothing',
    as: 'me',
    only: actsForItsCaller,
    given: async world => {
      await accounts('ben')(world);
      await logsIn(world, 'ana');
      const { MsgTime } = await sends(world, 'me', 'ana', 'hello');
      const item = { To_Account: world.name('me'), LastedMsgTime: MsgTime };
      await clientOf(world, 'ana').request('openim.msgreaded', {
        C2CMsgReaded: { C2CMsgReadedItem: [item] },
      });
    },
    body: world => ({ To_Account: ['ben', 'ana', 'ben'].map(short => world.name(short)) }),
    reply: (world, { ReadTime }) => expect(ReadTime).toEqual([0, world.kept<Reply>('hello').MsgTime, 0]),
  },
  { title: 'needs accounts', body: { To_Account: 'ana' }, error: 'ReceiverNotValid' },
];
