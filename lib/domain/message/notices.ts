import type { UserId } from '../../protocol/ids.ts';
import type { MessageItem, NoticeItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';

const noticeOf = (
  message: MessageItem,
  kind: 'RECALLED' | 'LATE' | 'MODIFIED',
  second: number,
): NoticeItem => {
  const { sender, receiver, seq, random, time, clientTime, ExpiresAt } = message;
  return {
    ...keys.notice(message, kind),
    v: 1,
    ByTime: keys.noticePosition(second, message),
    ...(ExpiresAt !== undefined && { ExpiresAt }),
    sender,
    receiver,
    seq,
    random,
    time,
    ...(clientTime !== undefined && { clientTime }),
    message: message.SK,
  };
};

/**
 * Says to clients that sync later that a message was recalled.
 * @param second seconds since 1970 of the recall
 */
export const recallNotice = (message: MessageItem, recalledBy: UserId, second: number): NoticeItem => ({
  ...noticeOf(message, 'RECALLED', second),
  recalledBy,
});

/** Says to clients that sync later that a message is there which they may have passed over. */
export const lateNotice = (message: MessageItem, second: number): NoticeItem =>
  noticeOf(message, 'LATE', second);

/** Says to clients that sync later that a message was modified, or may have been. */
export const modificationNotice = (message: MessageItem, second: number): NoticeItem => ({
  ...noticeOf(message, 'MODIFIED', second),
  modified: true,
});
