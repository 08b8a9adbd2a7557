import { pushFrame } from '../../lib/protocol/pushes.ts';

/** Bytes of a frame around its messages. */
const aroundBytes = Buffer.byteLength(pushFrame([{ Event: 3, GroupMsgArray: [] }], 1_000_000_000));

/**
 * Bytes of a frame with so many messages, each of which would make a frame of a given size alone: what is around them is there
 * once.
 * @param aloneBytes of a frame with one of them
 */
export const windowBytes = (messages: number, aloneBytes: number): number =>
  aroundBytes + messages * (aloneBytes - aroundBytes) + Math.max(0, messages - 1);
