import { blocks } from '../../blocks.ts';
import { clientOf, logsIn, sends, textBody } from '../../messages.ts';
import type { Reply, Unreachable, WireCase, World } from '../../wire-case.ts';

const change =
  (more: object = {}) =>
  (world: World): object => ({
    From_Account: world.name('ana'),
    To_Account: world.name('ben'),
    MsgKey: world.kept<Reply>('at one').MsgKey,
    MsgBody: textBody('at two'),
    ...more,
  });
const said = async (world: World): Promise<void> => {
  await world.account('ana');
  await logsIn(world, 'ben');
  await sends(world, 'ana', 'ben', 'at one', { MsgSeq: 71, CloudCustomData: 'kept' });
};
const byParts = (world: World) => ({
  MsgKey: undefined,
  MsgSeq: 71,
  MsgRandom: 55,
  MsgTime: world.kept<Reply>('at one').MsgTime,
});

const clientsOnly = { door: 'socket', reason: 'a backend changes whatever it likes' } as const;
/** A message from who calls to ben, and then something that keeps the caller from being heard. */
const saidByMe =
  (silence: (world: World) => Promise<unknown>) =>
  async (world: World): Promise<void> => {
    await world.account('ben');
    await sends(world, 'me', 'ben', 'at one', { MsgSeq: 71 });
    await silence(world);
  };
const mine = (world: World): object => change({ From_Account: world.name('me') })(world);
const benReads =
  (text: string) =>
  async (world: World): Promise<void> => {
    const pair = { Operator_Account: world.name('ben'), Peer_Account: world.name('me') };
    const range = { MaxCnt: 5, MinTime: 0, MaxTime: world.now() + 5 };
    const { MsgList } = await world.admin('openim.admin_getroammsg', { ...pair, ...range });
    expect(MsgList).toMatchObject([{ MsgBody: textBody(text) }]);
  };

export const unreachable: Unreachable = {
  ModifiedAtOnce: 'two at the same instant; test/storage/modify.test.ts brings it about',
};

export const cases: readonly WireCase[] = [
  {
    title: 'replaces the elements and tells the clients of both',
    given: said,
    body: change(),
    reply: { MsgVersion: 1, MsgBody: textBody('at two'), CloudCustomData: 'kept' },
    after: async world => {
      const event = await clientOf(world, 'ben').push(({ Event }) => Event === 15);
      expect(event).toMatchObject({
        C2cMsgModNotifys: [
          {
            From_Account: world.name('ana'),
            To_Account: world.name('ben'),
            MsgSeq: 71,
            MsgRandom: 55,
            MsgTime: world.kept<Reply>('at one').MsgTime,
            MsgVersion: 1,
            MsgBody: textBody('at two'),
            CloudCustomData: 'kept',
          },
        ],
      });
      const pair = { Operator_Account: world.name('ben'), Peer_Account: world.name('ana') };
      const range = { MaxCnt: 5, MinTime: 0, MaxTime: world.now() + 5 };
      const { MsgList } = await world.admin('openim.admin_getroammsg', { ...pair, ...range });
      expect(MsgList).toMatchObject([{ MsgBody: textBody('at two'), MsgVersion: 1 }]);
    },
  },
  {
    title: 'is told on sync to who was away',
    only: { door: 'rest', reason: 'it is about the sync of another client' },
    given: async world => {
      await said(world);
      const ben = clientOf(world, 'ben');
      world.keep('cookie', (await ben.request('openim.getmsg', { Cookie: '' })).Cookie);
    },
    body: change({ MsgBody: undefined, CloudCustomData: 'new' }),
    after: async world => {
      const sync = { Cookie: world.kept('cookie') };
      const { EventArray } = await clientOf(world, 'ben').request('openim.getmsg', sync);
      // Beside the list, where published clients look for it.
      expect(EventArray).toContainEqual(
        expect.objectContaining({
          Event: 15,
          C2cMsgModNotifys: [expect.objectContaining({ CloudCustomData: 'new' })],
        }),
      );
    },
  },
  {
    title: 'takes a client’s names for the message and its version',
    given: said,
    body: world => change({ ...byParts(world), MsgVersion: 0 })(world),
    reply: { MsgVersion: 1 },
  },
  {
    title: 'may be sent again',
    given: async world => {
      await said(world);
      await world.admin('openim.modify_c2c_msg', change({ MsgVersion: 0 })(world));
    },
    body: change({ MsgVersion: 0 }),
    reply: { MsgVersion: 1, MsgBody: textBody('at two') },
  },
  {
    title: 'shows the message as it is to a client that did not know it',
    given: async world => {
      await said(world);
      await world.admin('openim.modify_c2c_msg', change({ MsgBody: textBody('at three') })(world));
    },
    body: change({ MsgVersion: 0 }),
    error: 'ModificationOutdated',
    reply: { MsgVersion: 1, MsgBody: textBody('at three') },
  },
  {
    title: 'does not find what was recalled',
    given: async world => {
      await said(world);
      await world.admin('openim.admin_msgwithdraw', change()(world));
    },
    body: change(),
    error: 'ModifiedMessageNotFound',
  },
  {
    title: 'is not for a third person',
    as: 'me',
    given: said,
    body: change(),
    only: { door: 'socket', reason: 'over REST an administrator calls' },
    error: 'MessageAccountNotValid',
  },
  {
    title: 'changes nothing for who is blocked, and does not say so',
    as: 'me',
    only: clientsOnly,
    given: saidByMe(world => blocks(world, 'ben', 'me')),
    body: mine,
    reply: { MsgVersion: 1, MsgBody: textBody('at two') },
    after: benReads('at one'),
  },
  {
    title: 'refuses who is blocked, when the application says so',
    settings: { blockedSeesSuccess: false },
    as: 'me',
    only: clientsOnly,
    given: saidByMe(world => blocks(world, 'ben', 'me')),
    body: mine,
    error: 'BlockedByReceiver',
    after: benReads('at one'),
  },
  {
    title: 'refuses who is muted',
    as: 'me',
    only: clientsOnly,
    given: saidByMe(world =>
      world.admin('openconfigsvr.setnospeaking', {
        Set_Account: world.name('me'),
        C2CmsgNospeakingTime: 600,
      }),
    ),
    body: mine,
    error: 'SenderMuted',
    after: benReads('at one'),
  },
  {
    title: 'needs something new',
    given: said,
    body: change({ MsgBody: undefined }),
    error: 'MessageFormatNotValid',
  },
  {
    title: 'needs data that is text',
    given: said,
    body: change({ CloudCustomData: 1 }),
    error: 'MessageFormatNotValid',
  },
  { title: 'needs elements', given: said, body: change({ MsgBody: 'x' }), error: 'MessageBodyNotArray' },
  {
    title: 'refuses an element of no kind',
    given: said,
    body: change({ MsgBody: [{ MsgType: 'x' }] }),
    error: 'MessageElementNotValid',
  },
  {
    title: 'keeps the limit of a message',
    given: said,
    body: change({ MsgBody: textBody('x'.repeat(12_288)) }),
    error: 'MessageTooLong',
  },
  { title: 'needs the sender', given: said, body: change({ From_Account: '' }), error: 'SenderNotValid' },
  { title: 'needs the receiver', given: said, body: change({ To_Account: 1 }), error: 'ReceiverNotValid' },
  {
    title: 'needs to know which',
    given: said,
    body: change({ MsgKey: undefined }),
    error: 'MessageKeyNotValid',
  },
];
