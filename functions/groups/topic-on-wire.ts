import { mutedUntil } from '../../lib/domain/group/mutes.ts';
import type { Mention } from '../../lib/domain/group-log/mentions.ts';
import { elementsOf } from '../../lib/domain/group-log/pushed-message.ts';
import { topicFlagOf } from '../../lib/domain/topic/topic-reads.ts';
import {
  readSeqOf,
  type TopicStanding,
  type TopicView,
  type TopicViewer,
} from '../../lib/domain/topic/topic-views.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import { withheldBody } from '../../lib/protocol/withheld-body.ts';
import type { GroupItem, GroupMuteItem } from '../../lib/table/group-items.ts';
import type { GroupMessageItem } from '../../lib/table/group-log-items.ts';

const contentOf = (last: GroupMessageItem, viewer: UserId) => {
  const withheld = last.recalledBy !== undefined && last.sender !== viewer;
  return {
    MsgBody: withheld ? withheldBody : elementsOf(last),
    CloudCustomData: withheld ? '' : (last.cloudCustomData ?? ''),
    IsPlaceMsg: last.recalledBy ? 2 : 0,
    ...(last.recalledBy && {
      RevokerInfo: { Revoker_Account: last.recalledBy, Reason: last.recallReason ?? '' },
    }),
  };
};

/** The last message of a topic, under the names by which published clients read it in a list of topics. */
const lastOnWire = (last: GroupMessageItem, viewer: UserId) => ({
  From_Account: last.sender,
  From_AccountNick: last.nick ?? '',
  From_AccountHeadurl: last.face ?? '',
  MsgSeq: last.seq,
  LastMsgSeq: last.seq,
  MsgTimeStamp: last.time,
  MsgVersion: last.version ?? 0,
  ...contentOf(last, viewer),
});

const mentionOnWire = ({ message, flags }: Mention) => ({
  From_Account: message.sender,
  AtMsgSeq: message.seq,
  MsgRandom: message.random,
  AtFlagList: flags,
});

/** A topic as everyone in its community sees it. */
export const topicInfo = (group: GroupItem, { topic, state }: TopicStanding) => ({
  GroupID: group.group,
  GroupId: group.group,
  TopicId: topic.topic,
  TopicName: topic.name,
  FaceUrl: topic.faceUrl ?? '',
  Notification: topic.notification ?? '',
  Introduction: topic.introduction ?? '',
  CustomString: topic.customString ?? '',
  NextMsgSeq: state?.next ?? 1,
  LastMsgTime: state?.lastTime ?? 0,
  CreateTime: topic.createdAt,
  MuteAllMember: topic.muteAll ? 'On' : 'Off',
  DefaultPermissions: topic.defaultPermissions ?? 0,
});

/** What a client that keeps a list of topics is told beside that: the last message, and where it was named. */
export const listInfo = ({ last, mentions }: TopicView, viewer: UserId) => ({
  ...(last && { LastMsg: lastOnWire(last, viewer) }),
  AtInfoList: mentions.map(mentionOnWire),
});

/** How far an account has read a topic, how it wants to be told, and until when it may not speak there. */
export const topicSelfInfo = (
  { account, member }: Pick<TopicViewer, 'account' | 'member'>,
  standing: TopicStanding,
  mute: GroupMuteItem | undefined,
  view: TopicView | undefined,
) => ({
  ShutUpTime: mute ? mutedUntil(mute) : 0,
  MsgSeq: view?.readSeq ?? readSeqOf(account, standing),
  MsgFlag: topicFlagOf(standing.read, member) ?? 'AcceptAndNotify',
  ...(view && { NoUnreadSeqList: view.uncounted }),
});
