import type { MessageBody } from '../protocol/elements.ts';
import type { ChatNotice, PushEvent, PushedModification, PushedRecall } from '../protocol/pushes.ts';
import { noticesIn } from './frames.ts';
import { messageId, textOf } from './message.ts';

/** A message was taken back. */
export interface Recall {
  /** `id` of the message. */
  readonly id: string;
  readonly peer: string;
  readonly by: string;
  readonly reason: string;
}

/** A conversation was read up to some second. */
export interface Read {
  readonly peer: string;
  /** Whether the peer has read my messages, or I have read the peer's with another client. */
  readonly by: 'peer' | 'me';
  /** Seconds since 1970: everything up to it is read. */
  readonly until: number;
}

/** A message holds something else now. */
export interface Modified {
  /** `id` of the message. */
  readonly id: string;
  readonly peer: string;
  /** How often it was modified. */
  readonly version: number;
  readonly text: string;
  readonly body: MessageBody;
  readonly cloudCustomData: string;
}

/** Messages that wanted to know it were read. */
export interface Confirmed {
  /** `id` of each message. */
  readonly ids: readonly string[];
  readonly by: string;
}

/** Every recall that events tell of. */
export const recallsIn = (events: readonly PushEvent[]): readonly PushedRecall[] =>
  noticesIn(events).flatMap(notice =>
    'WithdrawC2cMsgNotify' in notice ? notice.WithdrawC2cMsgNotify.C2cWithdrawInfoArray : [],
  );

/** A recall as the application is told. @param me the account that is logged in */
export const toRecall = (recall: PushedRecall, me: string): Recall => ({
  id: messageId(recall),
  peer: recall.From_Account === me ? recall.To_Account : recall.From_Account,
  by: recall.RevokerInfo.Revoker_Account,
  reason: recall.RevokerInfo.Reason,
});

/** How far which conversation was read, as a notice tells. */
export const readsIn = (notice: ChatNotice): readonly Read[] => {
  if ('C2cReadedReceipt' in notice) {
    const { To_Account: peer, UinPairReadArray } = notice.C2cReadedReceipt;
    return UinPairReadArray.map(({ LastReadTime: until }) => ({ peer, by: 'peer', until }));
  }
  if (!('ReadC2cMsgNotify' in notice)) return [];
  return notice.ReadC2cMsgNotify.UinPairReadArray.map(({ From_Account: peer, LastReadTime: until }) => ({
    peer,
    by: 'me',
    until,
  }));
};

const toModified = (change: PushedModification, me: string): Modified => ({
  id: messageId({ ...change, MsgTimeStamp: change.MsgTime }),
  peer: change.From_Account === me ? change.To_Account : change.From_Account,
  version: change.MsgVersion,
  text: textOf(change.MsgBody),
  body: change.MsgBody,
  cloudCustomData: change.CloudCustomData,
});

/** Every modification that an event tells of. @param me the account that is logged in */
export const modificationsIn = (event: PushEvent, me: string): readonly Modified[] =>
  'C2cMsgModNotifys' in event ? event.C2cMsgModNotifys.map(change => toModified(change, me)) : [];

/** The confirmation that an event tells of. */
export const confirmationIn = (event: PushEvent): Confirmed | undefined =>
  'C2cMsgInfo' in event
    ? {
        by: event.UserId,
        ids: event.C2cMsgInfo.map(({ MsgTime, ...named }) => messageId({ ...named, MsgTimeStamp: MsgTime })),
      }
    : undefined;
