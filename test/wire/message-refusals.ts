import { custom } from './message-elements.ts';
import { accounts, fromAnaToBen, textBody } from './messages.ts';
import type { WireCase } from './wire-case.ts';

const both = accounts('ana', 'ben');

/** Messages between two that are refused, but for what relations do. */
export const messageRefusals: readonly WireCase[] = [
  {
    title: 'needs a receiver',
    given: both,
    body: fromAnaToBen({ To_Account: undefined }),
    error: 'ReceiverNotValid',
  },
  {
    title: 'needs a sender that is text',
    given: both,
    body: fromAnaToBen({ From_Account: 1 }),
    error: 'SenderNotValid',
  },
  {
    title: 'needs a number',
    given: both,
    body: fromAnaToBen({ MsgRandom: 2 ** 32 }),
    error: 'MessageRandomNotValid',
  },
  {
    title: 'refuses a MsgSeq that is none',
    given: both,
    body: fromAnaToBen({ MsgSeq: -1 }),
    error: 'MessageFormatNotValid',
  },
  {
    title: 'needs a list of elements',
    given: both,
    body: fromAnaToBen({ MsgBody: 'hi' }),
    error: 'MessageBodyNotArray',
  },
  {
    title: 'refuses an element of an unknown kind',
    given: both,
    body: fromAnaToBen({ MsgBody: [{ MsgType: 'TIMNoSuchElem', MsgContent: {} }] }),
    error: 'MessageElementNotValid',
  },
  {
    title: 'refuses a text without text',
    given: both,
    body: fromAnaToBen({ MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: {} }] }),
    error: 'MessageElementNotValid',
  },
  {
    title: 'refuses no elements',
    given: both,
    body: fromAnaToBen({ MsgBody: [] }),
    error: 'MessageFormatNotValid',
  },
  {
    title: 'refuses two custom elements',
    given: both,
    body: fromAnaToBen({ MsgBody: [custom, custom] }),
    error: 'MessageFormatNotValid',
  },
  {
    title: 'refuses a life that is no number',
    given: both,
    body: fromAnaToBen({ MsgLifeTime: '60' }),
    error: 'MessageLifeTimeNotValid',
  },
  {
    title: 'refuses a life of more than 7 days',
    given: both,
    body: fromAnaToBen({ MsgLifeTime: 604_801 }),
    error: 'MessageLifeTimeTooLong',
  },
  {
    title: 'refuses another way of copying',
    given: both,
    body: fromAnaToBen({ SyncOtherMachine: 3 }),
    error: 'SyncOtherMachineNotValid',
  },
  {
    title: 'refuses push texts that are none',
    given: both,
    body: fromAnaToBen({ OfflinePushInfo: { Desc: 1 } }),
    error: 'OfflinePushInfoNotValid',
  },
  {
    title: 'refuses what is not valid for one vendor of phones',
    body: fromAnaToBen({ OfflinePushInfo: { ApnsInfo: { BadgeMode: 'off' } } }),
    error: 'OfflinePushInfoNotValid',
  },
  {
    title: 'refuses more than 12 KB',
    given: both,
    body: fromAnaToBen({ MsgBody: textBody('x'.repeat(12_288)) }),
    error: 'MessageTooLong',
  },
  {
    title: 'refuses a receiver that is not registered',
    given: accounts('ana'),
    body: fromAnaToBen(),
    error: 'ReceiverNotFound',
  },
  {
    title: 'refuses a sender that is not registered',
    given: accounts('ben'),
    body: fromAnaToBen(),
    error: 'MessageSenderNotFound',
  },
  {
    title: 'tells a client that the receiver is not valid',
    as: 'me',
    body: fromAnaToBen({ From_Account: undefined }),
    only: { door: 'socket', reason: 'over REST it is an administrator who sends' },
    error: 'MessageAccountNotValid',
  },
  {
    title: 'lets nobody but an administrator send for another',
    as: 'me',
    given: both,
    body: fromAnaToBen(),
    only: { door: 'socket', reason: 'over REST it is an administrator who sends' },
    error: 'MessageAdminRequired',
  },
];
