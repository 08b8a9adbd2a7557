import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { MessageBody } from '../../protocol/elements.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { HistoryCursor } from '../../protocol/message-key.ts';

/** What makes two sends the same message (contract: messages.md 4.0). */
export interface MessageIdentity {
  readonly seq: number;
  readonly random: number;
  /** CRC-32 of the content, 8 hexadecimal digits. */
  readonly checksum: string;
  /** Seconds in which the same message sent again is a repeat. */
  readonly windowSeconds: number;
}

/** What a sender said that identifies a message. */
export interface Identified {
  readonly seq?: number | undefined;
  readonly random: number;
  readonly body: MessageBody;
  readonly cloudCustomData?: string | undefined;
}

/** A client that numbers its messages may repeat one long after: it re-sends what was not answered when it reconnects. */
const numberedWindowSeconds = 86_400;
/** The documented window. A sender without numbers may well say the same thing again on purpose. */
const unnumberedWindowSeconds = 120;

const contentOf = ({ body, cloudCustomData = '' }: Identified): string =>
  JSON.stringify([body, cloudCustomData]);

/**
 * The identity of a message. Without a MsgSeq the number is made from the content, not at random, so that a retry meets
 * the first attempt.
 */
export const identityOf = (message: Identified): MessageIdentity => {
  const content = contentOf(message);
  const checksum = crc32(content).toString(16).padStart(8, '0');
  const { random, seq } = message;
  if (seq !== undefined) return { seq, random, checksum, windowSeconds: numberedWindowSeconds };
  const made = createHash('sha256').update(content).digest().readUInt32BE();
  return { seq: made, random, checksum, windowSeconds: unnumberedWindowSeconds };
};

/**
 * The generation of a message that meets an old twin under generation 0: the number of the window it is sent in. So a
 * message that is sent every day for a year costs the same every time.
 * @param now seconds since 1970
 */
export const generationOf = (windowSeconds: number, now: number): number => Math.floor(now / windowSeconds);

/** Which way a message goes within the partition of its pair. */
export const sideOf = (sender: UserId, receiver: UserId): string => (sender < receiver ? '0' : '1');

/** What tells a stored message from others with the same numbers in the same second. */
export const twinOf = ({ ByTime }: { readonly ByTime: string }): NonNullable<HistoryCursor['twin']> => {
  const [checksum = '', side = ''] = ByTime.split('#').slice(3);
  return { checksum, side };
};
