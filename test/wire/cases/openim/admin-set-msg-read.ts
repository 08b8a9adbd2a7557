import { clientOf, logsIn, sends } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const said = async (world: World): Promise<void> => {
  await logsIn(world, 'ana');
  await logsIn(world, 'ben');
  await sends(world, 'ana', 'ben', 'hello');
};
const byBen =
  (more: object = {}) =>
  (world: World): object => ({
    Report_Account: world.name('ben'),
    Peer_Account: world.name('ana'),
    ...more,
  });
const unread = async (world: World) =>
  (await world.admin('openim.get_c2c_unread_msg_num', { To_Account: world.name('ben') })).AllC2CUnreadMsgNum;

export const cases: readonly WireCase[] = [
  {
    title: 'clears the unread count and tells both',
    given: said,
    body: byBen(),
    after: async world => {
      expect(await unread(world)).toBe(0);
      const told = (member: string) => (event: object) => JSON.stringify(event).includes(member);
      await clientOf(world, 'ana').push(told('C2cReadedReceipt'));
      await clientOf(world, 'ben').push(told('ReadC2cMsgNotify'));
    },
  },
  {
    title: 'leaves what came after a given time, which may be text',
    given: said,
    body: world => byBen({ MsgReadTime: String(world.now() - 60) })(world),
    after: async world => expect(await unread(world)).toBe(1),
  },
  { title: 'needs a reader', body: byBen({ Report_Account: 1 }), error: 'SenderNotValid' },
  { title: 'needs a peer', body: byBen({ Peer_Account: '' }), error: 'ReceiverNotValid' },
  { title: 'needs a reader that exists', body: byBen(), error: 'SenderNotValid' },
  {
    title: 'needs a peer that exists',
    given: world => world.account('ben'),
    body: byBen(),
    error: 'ReceiverNotValid',
  },
  { title: 'refuses a time that is none', body: byBen({ MsgReadTime: 'now' }), error: 'MessageJsonNotValid' },
];
