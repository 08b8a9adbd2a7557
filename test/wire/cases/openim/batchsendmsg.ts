import { accounts, clientOf, logsIn, textBody } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const volatile = ['MsgKey', 'MsgId'];
const toMany =
  (receivers: unknown, more: object = {}) =>
  (world: World): object => ({
    From_Account: world.name('ana'),
    To_Account: Array.isArray(receivers)
      ? receivers.map(one => (typeof one === 'string' ? world.name(one) : one))
      : receivers,
    MsgRandom: 902,
    MsgBody: textBody('maintenance tonight'),
    ...more,
  });
const seenBy = async (world: World, short: string) => {
  const pair = { Operator_Account: world.name(short), Peer_Account: world.name('ana') };
  const range = { MaxCnt: 9, MinTime: 0, MaxTime: world.now() + 5 };
  return (await world.admin('openim.admin_getroammsg', { ...pair, ...range })).MsgList;
};
const refused = (title: string, more: object, error: NonNullable<WireCase['error']>): WireCase => ({
  title,
  given: accounts('ana', 'ben'),
  body: toMany(['ben'], more),
  error,
});

export const cases: readonly WireCase[] = [
  {
    title: 'reaches each receiver, whose message has the one key',
    given: async world => {
      await accounts('ana', 'eve')(world);
      await logsIn(world, 'ben');
    },
    body: toMany(['ben', 'eve', 'ben']),
    volatile,
    reply: (_, reply) => expect(reply.ErrorList).toBeUndefined(),
    after: async (world, { MsgKey }) => {
      await clientOf(world, 'ben').push(({ Event }) => Event === 9);
      for (const short of ['ben', 'eve']) expect(await seenBy(world, short)).toMatchObject([{ MsgKey }]);
    },
  },
  {
    title: 'says whom it did not reach',
    given: accounts('ana', 'ben'),
    body: toMany(['ben', 'nobody']),
    volatile,
    status: 'SomeError',
    reply: { ErrorCode: 0, ErrorList: [{ To_Account: 'nobody', ErrorCode: 70107 }] },
  },
  {
    title: 'sent again, reaches whom it had not reached, and nobody twice',
    given: async world => {
      await accounts('ana', 'ben', 'eve')(world);
      await world.admin('openim.batchsendmsg', toMany(['ben'])(world));
    },
    body: toMany(['ben', 'eve']),
    volatile,
    after: async world => {
      for (const short of ['ben', 'eve']) expect(await seenBy(world, short)).toHaveLength(1);
    },
  },
  {
    title: 'is kept out of the sender’s history on demand',
    only: { door: 'rest', reason: 'a client’s own devices always get a copy' },
    given: accounts('ana', 'ben'),
    body: toMany(['ben'], { SyncOtherMachine: 2 }),
    volatile,
    after: async world => {
      const pair = { Operator_Account: world.name('ana'), Peer_Account: world.name('ben') };
      const range = { MaxCnt: 9, MinTime: 0, MaxTime: world.now() + 5 };
      expect(await world.admin('openim.admin_getroammsg', { ...pair, ...range })).toMatchObject({
        MsgCnt: 0,
      });
    },
  },
  {
    title: 'fails when no receiver exists',
    given: accounts('ana'),
    body: toMany(['nobody']),
    error: 'ReceiverNotFound',
  },
  {
    title: 'needs a sender that exists',
    given: accounts('ben'),
    body: toMany(['ben']),
    error: 'MessageSenderNotFound',
  },
  {
    title: 'takes 500 receivers',
    given: accounts('ana'),
    body: toMany(undefined, { To_Account: Array.from({ length: 501 }, (_, i) => `u${i}`) }),
    error: 'TooManyAccounts',
  },
  refused('needs receivers', { To_Account: [] }, 'MessageJsonNotValid'),
  refused('needs a list of receivers', { To_Account: 'ben' }, 'ReceiverNotValid'),
  refused('needs a sender that is text', { From_Account: 1 }, 'SenderNotValid'),
  refused('refuses a MsgSeq that is none', { MsgSeq: -1 }, 'MessageSeqNotValid'),
  refused('needs a number', { MsgRandom: 'x' }, 'MessageRandomNotValid'),
  refused('needs elements', { MsgBody: 'x' }, 'MessageBodyNotArray'),
  refused('refuses an element of no kind', { MsgBody: [{}] }, 'MessageElementNotValid'),
  refused('refuses no elements', { MsgBody: [] }, 'MessageFormatNotValid'),
  refused('refuses a life that is no number', { MsgLifeTime: '1' }, 'MessageLifeTimeNotValid'),
  refused('refuses a life of more than 7 days', { MsgLifeTime: 604_801 }, 'MessageLifeTimeTooLong'),
  refused('refuses another way of copying', { SyncOtherMachine: 3 }, 'SyncOtherMachineNotValid'),
  refused('refuses push texts that are none', { OfflinePushInfo: { Title: 1 } }, 'OfflinePushInfoNotValid'),
  refused('keeps the limit of a message', { MsgBody: textBody('x'.repeat(12_288)) }, 'MessageTooLong'),
];
