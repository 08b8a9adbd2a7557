import { accounts, clientOf, logsIn, textBody } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const old =
  (more: object = {}) =>
  (world: World): object => ({
    SyncFromOldSystem: 2,
    From_Account: world.name('ana'),
    To_Account: world.name('ben'),
    MsgSeq: 12,
    MsgRandom: 34,
    MsgTimeStamp: world.now() - 3600,
    MsgBody: textBody('from the old system'),
    ...more,
  });
const seenByBen = async (world: World) => {
  const pair = { Operator_Account: world.name('ben'), Peer_Account: world.name('ana') };
  const range = { MaxCnt: 9, MinTime: 0, MaxTime: world.now() + 5 };
  const { MsgList } = await world.admin('openim.admin_getroammsg', { ...pair, ...range });
  return (MsgList as { MsgBody: { MsgContent: { Text: string } }[] }[]).map(
    ({ MsgBody }) => MsgBody[0]?.MsgContent.Text,
  );
};
const unread = async (world: World) =>
  (await world.admin('openim.get_c2c_unread_msg_num', { To_Account: world.name('ben') })).AllC2CUnreadMsgNum;
const refused = (title: string, more: object, error: NonNullable<WireCase['error']>): WireCase => ({
  title,
  given: accounts('ana', 'ben'),
  body: old(more),
  error,
});

export const cases: readonly WireCase[] = [
  {
    title: 'stands in the history at its own time, read and untold',
    given: async world => {
      await world.account('ana');
      await logsIn(world, 'ben');
      const live = { From_Account: world.name('ana'), To_Account: world.name('ben') };
      await world.admin('openim.sendmsg', { ...live, MsgRandom: 1, MsgBody: textBody('new') });
    },
    body: old(),
    after: async world => {
      expect(await seenByBen(world)).toEqual(['from the old system', 'new']);
      expect(await unread(world)).toBe(1);
      expect(JSON.stringify(clientOf(world, 'ben').pushes)).not.toContain('old system');
    },
  },
  {
    title: 'counts as unread and is told when it is live',
    given: async world => {
      await world.account('ana');
      await logsIn(world, 'ben');
    },
    body: old({ SyncFromOldSystem: 5 }),
    after: async world => {
      await clientOf(world, 'ben').push(({ Event }) => Event === 9);
      expect(await unread(world)).toBe(1);
    },
  },
  {
    title: 'counts once, whatever it says and whoever is said to have sent it',
    given: async world => {
      await accounts('ana', 'ben')(world);
      world.keep('time', world.now() - 7200);
      await world.admin('openim.importmsg', old({ MsgTimeStamp: world.kept('time') })(world));
    },
    body: world =>
      old({
        From_Account: world.name('ben'),
        To_Account: world.name('ana'),
        MsgTimeStamp: world.kept('time'),
        MsgBody: textBody('something else'),
      })(world),
    after: async world => expect(await seenByBen(world)).toEqual(['from the old system']),
  },
  refused('needs to know whether it is live', { SyncFromOldSystem: 1 }, 'SyncFromOldSystemNotValid'),
  refused('needs a sender', { From_Account: undefined }, 'SenderNotValid'),
  refused('needs a receiver', { To_Account: 1 }, 'ReceiverNotValid'),
  refused('refuses a MsgSeq that is none', { MsgSeq: 'x' }, 'MessageFormatNotValid'),
  refused('needs a number', { MsgRandom: undefined }, 'MessageRandomNotValid'),
  refused('needs a time', { MsgTimeStamp: undefined }, 'MessageTimeNotValid'),
  refused('needs elements', { MsgBody: 'x' }, 'MessageBodyNotArray'),
  refused('refuses an element of no kind', { MsgBody: [{}] }, 'MessageElementNotValid'),
  refused('keeps the limit of a message', { MsgBody: textBody('x'.repeat(12_288)) }, 'MessageTooLong'),
  {
    title: 'needs a sender that exists',
    given: accounts('ben'),
    body: old(),
    error: 'MessageSenderNotFound',
  },
  { title: 'needs a receiver that exists', given: accounts('ana'), body: old(), error: 'ReceiverNotFound' },
];
