import type { MessageBody } from '../../protocol/elements.ts';
import type {
  GroupAt,
  GroupTipBody,
  PushedGroupInfo,
  PushedGroupMessage,
  PushedGroupModification,
  PushedGroupRecall,
  PushedGroupTip,
} from '../../protocol/group-pushes.ts';
import type { SdkAppId } from '../../protocol/ids.ts';
import type { PushEvent } from '../../protocol/pushes.ts';
import type { GroupItem } from '../../table/group-items.ts';
import type { GroupMessageItem } from '../../table/group-log-items.ts';
import { tinyIdOf } from '../account/tiny-id.ts';

/** What clients are shown of a group beside its messages. */
export type GroupCard = Pick<GroupItem, 'group' | 'type' | 'name' | 'topic'>;

/** Of which topic something is, beside its group. */
const topicOf = ({ topic }: GroupCard) => topic && { TopicId: topic.topic };

const priorities = { 1: 'High', 2: 'Normal', 3: 'Low', 4: 'Lowest' } as const;

/** Of which group a push is. */
export const groupInfoOf = (
  card: GroupCard,
  { nick = '', face = '', nameCard }: Pick<GroupMessageItem, 'nick' | 'face' | 'nameCard'> = {},
): PushedGroupInfo => ({
  GroupId: card.group,
  GroupType: card.type,
  // What a frame of a live room carries forty times and sends to thousands is worth leaving out.
  ...(card.type !== 'AVChatRoom' && { GroupName: card.name }),
  ...(nick && { From_AccountNick: nick }),
  ...(face && { From_AccountHeadurl: face }),
  ...(nameCard && { MsgFrom_AccountExtraInfo: { NameCard: nameCard } }),
  ...(card.topic && { MillionGroupFlag: 2, ...topicOf(card) }),
});

/** The elements of a stored message; none when it is a tip. */
export const elementsOf = ({ body, tip }: Pick<GroupMessageItem, 'body' | 'tip'>): MessageBody =>
  tip ? [] : (JSON.parse(body) as MessageBody);

/** The tip that a stored tip tells. */
export const tipOf = ({ body }: Pick<GroupMessageItem, 'body'>): GroupTipBody =>
  JSON.parse(body) as GroupTipBody;

/** What identifies a message to clients, in every place where one is named. */
export const identityOf = (app: SdkAppId, item: GroupMessageItem) => ({
  From_Account: item.sender,
  MsgSeq: item.seq,
  MsgRandom: item.random,
  // Clients build their message id from it: it must be the same in pushes and history.
  MsgClientTime: item.clientTime ?? item.time,
  TinyId: tinyIdOf(app, item.sender),
});

const optionsOf = ({ noUnread, noLast, at, needReceipt, extensible, to, version }: GroupMessageItem) => ({
  ...((noUnread || noLast) && {
    SendMsgControl: { ...(noUnread && { NoUnread: 1 as const }), ...(noLast && { NoLastMsg: 1 as const }) },
  }),
  ...(at && { GroupAtInfo: JSON.parse(at) as readonly GroupAt[] }),
  ...(needReceipt && { NeedReadReceipt: 1 as const }),
  ...(extensible && { SupportMessageExtension: 1 as const }),
  ...(to && { To_Account: to }),
  ...(version && { MsgVersion: version }),
});

/**
 * What clients take by themselves for what is left out (seen with published ones): the number, Normal, the server's time. A frame
 * of a live room carries it forty times and goes to thousands.
 */
const withoutDefaults = ({ ClientSeq: _, MsgPriority, MsgClientTime, ...message }: PushedGroupMessage) => ({
  ...message,
  ...(MsgClientTime !== message.MsgTimeStamp && { MsgClientTime }),
  ...(MsgPriority !== 'Normal' && { MsgPriority }),
});

const wholeMessage = (app: SdkAppId, group: GroupCard, item: GroupMessageItem): PushedGroupMessage => ({
  ...identityOf(app, item),
  ToGroupId: group.group,
  MsgTimeStamp: item.time,
  ClientSeq: item.seq,
  MsgPriority: priorities[item.priority],
  MsgBody: elementsOf(item),
  ...(item.cloudCustomData && { CloudCustomData: item.cloudCustomData }),
  ...optionsOf(item),
  GroupInfo: groupInfoOf(group, item),
});

/** A message of a group as its members get it, event 3. */
export const pushedGroupMessage = (
  app: SdkAppId,
  group: GroupCard,
  item: GroupMessageItem,
): PushedGroupMessage => {
  const message = wholeMessage(app, group, item);
  return group.type === 'AVChatRoom' ? withoutDefaults(message) : message;
};

/** What every tip about a stored message begins with. */
const tipHead = (group: GroupCard, item: GroupMessageItem) => ({
  From_Account: item.sender,
  ToGroupId: group.group,
  MsgSeq: item.seq,
  MsgRandom: item.random,
  MsgTimeStamp: item.time,
  ClientSeq: item.seq,
  GroupInfo: groupInfoOf(group, item),
});

/** A stored tip as members get it, event 4. */
export const pushedGroupTip = (group: GroupCard, item: GroupMessageItem): PushedGroupTip => ({
  ...tipHead(group, item),
  MsgBody: tipOf(item),
});

/** That a message names its receiver, 1, or everyone, 2. */
export const pushedGroupAt = (
  group: GroupCard,
  item: GroupMessageItem,
  flags: readonly (1 | 2)[],
): PushEvent => ({
  Event: 12,
  GroupTips: [
    {
      ...tipHead(group, item),
      GroupAtTips: {
        GroupId: group.group,
        ...topicOf(group),
        From_Account: item.sender,
        AtMsgSeq: item.seq,
        AtFlagList: flags,
      },
    },
  ],
});

/** Which message was recalled, and by whom. */
export const pushedGroupRecall = (
  app: SdkAppId,
  group: GroupCard,
  item: GroupMessageItem,
  reason: string,
): PushedGroupRecall => ({
  ...identityOf(app, item),
  GroupId: group.group,
  ...topicOf(group),
  MsgTimeStamp: item.time,
  RevokerInfo: { Revoker_Account: item.recalledBy ?? '', Reason: reason },
});

/** What a modified message holds now. */
export const pushedGroupModification = (
  app: SdkAppId,
  group: GroupCard,
  item: GroupMessageItem,
): PushedGroupModification => ({
  ...identityOf(app, item),
  GroupId: group.group,
  ...topicOf(group),
  MsgTime: item.time,
  MsgVersion: item.version ?? 0,
  MsgBody: elementsOf(item),
  CloudCustomData: item.cloudCustomData ?? '',
});
