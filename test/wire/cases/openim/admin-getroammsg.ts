import { accounts, sends, textBody } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const asBen =
  (more: object = {}) =>
  (world: World): object => ({
    Operator_Account: world.name('ben'),
    Peer_Account: world.name('ana'),
    MaxCnt: 2,
    MinTime: 0,
    MaxTime: world.now() + 5,
    ...more,
  });

const three = async (world: World): Promise<void> => {
  await accounts('ana', 'ben')(world);
  for (const [MsgSeq, text] of ['one', 'two', 'three'].entries())
    await sends(world, 'ana', 'ben', text, { MsgSeq });
};
const volatile = ['MsgTimeStamp', 'MsgClientTime', 'MsgKey', 'LastMsgTime', 'LastMsgKey', 'TinyId'];
const texts = (list: unknown): unknown[] =>
  (list as { MsgBody: { MsgContent: { Text: string } }[] }[]).map(
    ({ MsgBody }) => MsgBody[0]?.MsgContent.Text,
  );

export const cases: readonly WireCase[] = [
  {
    title: 'brings the newest page, oldest first, and leads to the next',
    given: three,
    body: asBen(),
    volatile,
    reply: (world, reply) => {
      expect(texts(reply.MsgList)).toEqual(['two', 'three']);
      const { MsgKey, MsgTime } = world.kept<{ MsgKey: string; MsgTime: number }>('two');
      expect(reply).toMatchObject({ Complete: 0, MsgCnt: 2, LastMsgKey: MsgKey, LastMsgTime: MsgTime });
    },
    after: async (world, { LastMsgKey, LastMsgTime }) => {
      const next = await world.admin(
        'openim.admin_getroammsg',
        asBen({ LastMsgKey, MaxTime: LastMsgTime })(world),
      );
      expect(texts(next.MsgList)).toEqual(['one']);
      expect(next.Complete).toBe(1);
    },
  },
  {
    title: 'shows a message with its names, and a recalled one marked',
    given: async world => {
      await accounts('ana', 'ben')(world);
      const { MsgKey } = await sends(world, 'ana', 'ben', 'oops');
      const pair = { From_Account: world.name('ana'), To_Account: world.name('ben') };
      await world.admin('openim.admin_msgwithdraw', { ...pair, MsgKey });
    },
    body: asBen(),
    volatile: [...volatile, 'MsgSeq', 'Revoker_Account'],
    reply: (world, { MsgList }) =>
      expect(MsgList).toMatchObject([
        {
          From_Account: world.name('ana'),
          To_Account: world.name('ben'),
          MsgRandom: 55,
          MsgFlagBits: 8,
          IsPeerRead: 0,
          MsgBody: textBody('oops'),
          CloudCustomData: '',
        },
      ]),
  },
  {
    title: 'understands the names that older clients use',
    given: three,
    body: world => ({
      From_Account: world.name('ben'),
      To_Account: world.name('ana'),
      MaxCnt: 100,
      MinTime: 0,
      MaxTime: world.now() + 5,
    }),
    volatile,
    reply: { MsgCnt: 3, Complete: 1 },
  },
  { title: 'needs whose view', body: asBen({ Operator_Account: 1 }), error: 'SenderNotValid' },
  { title: 'needs the other party', body: asBen({ Peer_Account: '' }), error: 'ReceiverNotValid' },
  { title: 'needs a viewer that exists', body: asBen(), error: 'SenderNotValid' },
  {
    title: 'needs a peer that exists',
    given: world => world.account('ben'),
    body: asBen(),
    error: 'ReceiverNotValid',
  },
  {
    title: 'shows what was said with an account that was deleted since',
    given: async world => {
      await three(world);
      await world.admin('im_open_login_svc.account_delete', { DeleteItem: [{ UserID: world.name('ana') }] });
    },
    body: asBen(),
    volatile,
    reply: (_, reply) => expect(texts(reply.MsgList)).toEqual(['two', 'three']),
  },
  { title: 'needs a number of messages', body: asBen({ MaxCnt: 0 }), error: 'MessageJsonNotValid' },
  { title: 'refuses a key that is none', body: asBen({ LastMsgKey: '1_2' }), error: 'MessageJsonNotValid' },
];
