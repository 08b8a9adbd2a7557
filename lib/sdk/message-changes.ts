import type { MessageBody } from '../protocol/elements.ts';
import { codes } from './codes.ts';
import { KaiwaError } from './errors.ts';
import { type Message, messageKey, textOf, toBody } from './message.ts';
import type { Session } from './session.ts';

/** What a message is to hold from now on; what is absent stays. */
export interface MessageChange {
  readonly text?: string;
  /** All elements, for anything but text. */
  readonly body?: MessageBody;
  readonly cloudCustomData?: string;
}

/** Somebody else has modified the message meanwhile; nothing was changed. */
export class ModifiedMeanwhile extends KaiwaError {
  constructor(
    /** The message as it is. */
    readonly current: Message,
    { code, message }: KaiwaError,
  ) {
    super(code, message, 'look at what it holds now and decide anew', false);
  }
}

interface Held {
  readonly MsgVersion: number;
  readonly MsgBody: readonly unknown[];
  readonly CloudCustomData: string;
}

/** A message that holds something else now. */
export const withContent = (message: Message, { MsgVersion, MsgBody, CloudCustomData }: Held): Message => {
  const body = toBody(MsgBody);
  return { ...message, version: MsgVersion, body, text: textOf(body), cloudCustomData: CloudCustomData };
};

const bodyOf = ({ text, body }: MessageChange): MessageBody | undefined =>
  text === undefined ? body : [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }];

/** Replaces what a message holds, for both sides. @throws ModifiedMeanwhile, KaiwaError */
export const modifyMessage = async (
  session: Session,
  message: Message,
  change: MessageChange,
): Promise<Message> => {
  const { from, to, seq, random, time, version } = message;
  const MsgBody = bodyOf(change);
  const body = {
    From_Account: from,
    To_Account: to,
    MsgSeq: seq,
    MsgRandom: random,
    MsgTime: time,
    MsgVersion: version,
    ...(MsgBody && { MsgBody }),
    ...(change.cloudCustomData !== undefined && { CloudCustomData: change.cloudCustomData }),
  };
  try {
    return withContent(message, await session.request('openim.modify_c2c_msg', body));
  } catch (error) {
    if (!(error instanceof KaiwaError) || error.code !== codes.ModificationOutdated) throw error;
    throw new ModifiedMeanwhile(withContent(message, error.reply as unknown as Held), error);
  }
};

/** Messages that one call may name. */
const atOnce = 30;

/** The messages of each peer, in calls of a size that the server takes. */
const calls = (messages: readonly Message[]): readonly (readonly [string, readonly Message[]])[] => {
  const peers = [...new Set(messages.map(({ peer }) => peer))];
  return peers.flatMap(peer => {
    const own = messages.filter(message => message.peer === peer);
    const count = Math.ceil(own.length / atOnce);
    return Array.from({ length: count }, (_, i) => [peer, own.slice(i * atOnce, (i + 1) * atOnce)] as const);
  });
};

/** Takes messages out of one's own history. @throws KaiwaError */
export const deleteMessages = async (session: Session, messages: readonly Message[]): Promise<void> => {
  for (const [Peer_Account, some] of calls(messages)) {
    await session.request('openim.delete_c2c_msg_ramble', { Peer_Account, MsgKeyList: some.map(messageKey) });
  }
};

/** Tells the senders of messages that wanted to know it that they were read. @throws KaiwaError */
export const confirmMessages = async (session: Session, messages: readonly Message[]): Promise<void> => {
  for (const [Peer_Account, some] of calls(messages.filter(one => !one.mine && one.needsReceipt))) {
    const C2CMsgInfo = some.map(({ from, to, seq, random, time }) => ({
      From_Account: from,
      To_Account: to,
      MsgSeq: seq,
      MsgRandom: random,
      MsgTime: time,
    }));
    await session.request('openim.c2c_msg_read_receipt', { Peer_Account, C2CMsgInfo });
  }
};
