import type { AccountCard } from '../../lib/domain/account/account-directory.ts';
import { tinyIdOf } from '../../lib/domain/account/tiny-id.ts';
import { elementsOf } from '../../lib/domain/message/content.ts';
import type { SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import { messageKeyOf } from '../../lib/protocol/message-key.ts';
import type { PushEvent, PushedMessage, PushedRecall, PushedReceipt } from '../../lib/protocol/pushes.ts';
import type { HistoryMessage } from '../../lib/protocol/services/openim.ts';
import { withheldBody } from '../../lib/protocol/withheld-body.ts';
import type { MessageItem, NoticeItem } from '../../lib/table/items.ts';

/** `MsgFlagBits` of a recalled message (contract: messages.md 4.4). */
const recalledBits = 8;

/** What identifies a message to clients, in every place where one is named. */
const identity = (app: SdkAppId, item: MessageItem | NoticeItem) => ({
  From_Account: item.sender,
  To_Account: item.receiver,
  MsgSeq: item.seq,
  MsgRandom: item.random,
  // Clients build their message id from it: it must be the same in pushes, history and sync.
  MsgClientTime: item.clientTime ?? item.time,
  TinyId: tinyIdOf(app, item.sender),
});

/** The id that client SDKs use for a message: the number of its sender, the sender's time, the random number. */
export const messageIdOf = (app: SdkAppId, item: MessageItem): string =>
  `${tinyIdOf(app, item.sender)}-${item.clientTime ?? item.time}-${item.random}`;

const controlOf = ({ noUnread, noLast }: MessageItem): Pick<PushedMessage, 'SendMsgControl'> =>
  noUnread || noLast
    ? { SendMsgControl: { ...(noUnread && { NoUnread: 1 }), ...(noLast && { NoLastMsg: 1 }) } }
    : {};

/** A message as clients get it, live and on sync. */
export const pushedMessage = (
  app: SdkAppId,
  item: MessageItem,
  card: AccountCard | undefined,
): PushedMessage => ({
  ...identity(app, item),
  MsgTimeStamp: item.time,
  MsgFlagBits: item.recalledBy ? recalledBits : 0,
  MsgKey: messageKeyOf(item),
  MsgBody: elementsOf(item),
  CloudCustomData: item.cloudCustomData ?? '',
  IsNeedReadReceipt: item.needReceipt ? 1 : 0,
  From_AccountNick: card?.nick ?? '',
  From_AccountHeadurl: card?.faceUrl ?? '',
  ...(item.recalledBy && { RevokerInfo: { Revoker_Account: item.recalledBy, Reason: '' } }),
  ...controlOf(item),
  ...(item.extensible && { SupportMessageExtension: 1 }),
  ...(item.version && { MsgVersion: item.version }),
});

/** Where a receipt was asked for, nothing else counts (contract: messages.md 4.10). */
const isPeerRead = ({ needReceipt, receiptTime, time }: MessageItem, peerReadTime: number): boolean =>
  needReceipt ? receiptTime !== undefined : time <= peerReadTime;

/**
 * A message in history or sync. What was recalled is no longer shown to the other side.
 * @param reader absent for an administrator, who sees everything
 * @param peerReadTime seconds since 1970 up to which the receiver has read
 */
export const historyMessage = (
  app: SdkAppId,
  item: MessageItem,
  reader: UserId | undefined,
  card: AccountCard | undefined,
  peerReadTime = 0,
): HistoryMessage => {
  const hidden = item.recalledBy !== undefined && reader !== undefined && reader !== item.sender;
  return {
    ...pushedMessage(app, item, card),
    ...(hidden && { MsgBody: withheldBody, CloudCustomData: '' }),
    IsPeerRead: isPeerRead(item, peerReadTime) ? 1 : 0,
  };
};

/** A recall as clients get it, live and on sync. */
export const pushedRecall = (
  app: SdkAppId,
  item: MessageItem | NoticeItem,
  recalledBy: UserId,
): PushedRecall => ({
  ...identity(app, item),
  MsgTimeStamp: item.time,
  RevokerInfo: { Revoker_Account: recalledBy, Reason: '' },
});

const named = (app: SdkAppId, item: MessageItem): PushedReceipt => ({
  ...identity(app, item),
  MsgTime: item.time,
});

/** The message whose extensions are told of: clients make its id from these members, the number outside the rest. */
export const extendedTarget = (app: SdkAppId, item: MessageItem) => {
  const { TinyId, ...ExtensionC2cMsgInfo } = named(app, item);
  return { TinyId, ExtensionC2cMsgInfo };
};

/** Tells what a modified message holds now. */
export const modificationEvent = (app: SdkAppId, item: MessageItem): PushEvent => ({
  Event: 15,
  C2cMsgModNotifys: [
    {
      ...named(app, item),
      MsgVersion: item.version ?? 0,
      MsgBody: elementsOf(item),
      CloudCustomData: item.cloudCustomData ?? '',
    },
  ],
});

/**
 * Tells a sender which of its messages were read one by one.
 * @param time seconds since 1970
 */
export const receiptEvent = (
  app: SdkAppId,
  reader: UserId,
  items: readonly MessageItem[],
  time: number,
): PushEvent => ({
  Event: 16,
  UserId: reader,
  Timestamp: time,
  C2cMsgInfo: items.map(item => named(app, item)),
});
