import type { MessageBody } from '../protocol/elements.ts';

/** A one-to-one message as it travels, live or out of the history. */
export interface WireMessage {
  readonly From_Account: string;
  readonly To_Account: string;
  readonly MsgSeq: number;
  readonly MsgRandom: number;
  readonly MsgTimeStamp: number;
  readonly MsgBody: readonly unknown[];
  readonly CloudCustomData?: string | undefined;
  /** 8: recalled (contract: messages.md 4.4). */
  readonly MsgFlagBits?: number | undefined;
  readonly MsgVersion?: number | undefined;
  readonly IsNeedReadReceipt?: number | undefined;
  readonly IsPeerRead?: number | undefined;
  /** 0: for who is connected, not counted. */
  readonly MsgLifeTime?: number | undefined;
  readonly SendMsgControl?: { readonly NoUnread?: 1 } | undefined;
}

/** A one-to-one message. */
export interface Message {
  /** Names the message in the whole application; the same whenever and however it is received. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** The other one: receiver of an own message, sender of any other. */
  readonly peer: string;
  readonly mine: boolean;
  /** Seconds since 1970, by the server's clock. */
  readonly time: number;
  /** The text elements, one a line; empty when there is none. */
  readonly text: string;
  /** Every element. */
  readonly body: MessageBody;
  /** App-defined data that travels with the message. */
  readonly cloudCustomData: string;
  readonly recalled: boolean;
  /** How often it was modified. */
  readonly version: number;
  /** Its sender wants to be told when it is read (`confirmRead`). */
  readonly needsReceipt: boolean;
  /** Of an own message out of the history: whether the other one has read it. */
  readonly readByPeer: boolean;
  /** The sender's numbers. */
  readonly seq: number;
  readonly random: number;
}

const recalledFlag = 8;

/** Whether a message with these flags was taken back (contract: messages.md 4.10). */
export const isRecalled = (flags: number | undefined): boolean => ((flags ?? 0) & recalledFlag) !== 0;

/** What a message is called on the wire, of all that name it. */
export type MessageName = Pick<WireMessage, 'From_Account' | 'MsgSeq' | 'MsgRandom' | 'MsgTimeStamp'>;

/** The id of a message: its sender and its key (contract: messages.md 4.0). */
export const messageId = ({ From_Account, MsgSeq, MsgRandom, MsgTimeStamp }: MessageName): string =>
  `${From_Account}/${MsgSeq}_${MsgRandom}_${MsgTimeStamp}`;

/** The key of a message: what backends call it (contract: messages.md 4.0). */
export const messageKey = ({ seq, random, time }: Pick<Message, 'seq' | 'random' | 'time'>): string =>
  `${seq}_${random}_${time}`;

/** Whether a message that comes counts as unread. @param me the account that is logged in */
export const countsAsUnread = (wire: WireMessage, me: string): boolean =>
  wire.From_Account !== me &&
  !isRecalled(wire.MsgFlagBits) &&
  wire.MsgLifeTime !== 0 &&
  wire.SendMsgControl?.NoUnread !== 1;

/** The text elements of a message, one a line. */
export const textOf = (body: MessageBody): string =>
  body.flatMap(element => (element.MsgType === 'TIMTextElem' ? [element.MsgContent.Text] : [])).join('\n');

/** Elements from the wire; the server checked them when they were sent. */
export const toBody = (elements: readonly unknown[]): MessageBody => elements as MessageBody;

/**
 * A message from the wire.
 * @param me the account that is logged in
 */
export const toMessage = (wire: WireMessage, me: string): Message => {
  const mine = wire.From_Account === me;
  const body = toBody(wire.MsgBody);
  return {
    id: messageId(wire),
    from: wire.From_Account,
    to: wire.To_Account,
    peer: mine ? wire.To_Account : wire.From_Account,
    mine,
    time: wire.MsgTimeStamp,
    text: textOf(body),
    body,
    cloudCustomData: wire.CloudCustomData ?? '',
    recalled: isRecalled(wire.MsgFlagBits),
    version: wire.MsgVersion ?? 0,
    needsReceipt: wire.IsNeedReadReceipt === 1,
    readByPeer: mine && wire.IsPeerRead === 1,
    seq: wire.MsgSeq,
    random: wire.MsgRandom,
  };
};
