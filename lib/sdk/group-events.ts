import type { MessageBody } from '../protocol/elements.ts';
import type {
  GroupNoticeContent,
  GroupTipBody,
  PushedGroupModification,
  PushedGroupNotice,
  PushedGroupRecall,
} from '../protocol/group-pushes.ts';
import { type GroupMessage, groupMessageId } from './group-message.ts';
import { textOf } from './message.ts';

/** What can happen to a group (contract: groups.md 11.2), by its number on the wire. */
const happenings = [
  'other',
  'joined',
  'left',
  'removed',
  'adminNamed',
  'adminDismissed',
  'changed',
  'memberChanged',
  'marked',
  'topicChanged',
  'banned',
  'unbanned',
] as const;

/** What happened to a message, by its number on the wire; `MsgSeq` of `changes` says which. */
const pinnings: Readonly<Record<number, 'messagePinned' | 'messageUnpinned'>> = {
  16: 'messagePinned',
  17: 'messageUnpinned',
};

/** Something that happened to a group, which all its members are shown. */
export interface GroupTip {
  readonly group: string;
  /** Its number among the messages; 0 when it is not kept. */
  readonly seq: number;
  /** Seconds since 1970. */
  readonly time: number;
  readonly what: (typeof happenings)[number] | (typeof pinnings)[number];
  readonly by: string;
  /** Whom it happened to. */
  readonly members: readonly string[];
  /** What changed of the profile, and mutes of members in seconds, as the wire names them. */
  readonly changes: Readonly<Record<string, unknown>>;
}

/** What a group tells some (contract: groups.md 11.3), by its number on the wire. */
const noticeKinds: Readonly<Record<number, GroupNotice['what']>> = {
  1: 'asked',
  2: 'approved',
  3: 'refused',
  4: 'removed',
  5: 'dissolved',
  7: 'putIn',
  8: 'left',
  9: 'adminNamed',
  10: 'adminDismissed',
  12: 'invited',
  13: 'invitationAccepted',
  14: 'invitationDeclined',
  255: 'custom',
};

/** Something about a group that is told to those it concerns, and not kept. */
export interface GroupNotice {
  readonly group: string;
  readonly what:
    | 'asked'
    | 'approved'
    | 'refused'
    | 'removed'
    | 'dissolved'
    | 'putIn'
    | 'left'
    | 'adminNamed'
    | 'adminDismissed'
    | 'invited'
    | 'invitationAccepted'
    | 'invitationDeclined'
    | 'custom'
    | 'other';
  readonly by: string;
  /** What was said with it. */
  readonly text: string;
}

/** A message of a group was taken back. */
export interface GroupRecall {
  /** `id` of the message. */
  readonly id: string;
  readonly group: string;
  readonly by: string;
  readonly reason: string;
}

/** A message of a group holds something else now. */
export interface GroupModified
  extends Pick<GroupMessage, 'id' | 'group' | 'version' | 'text' | 'body' | 'cloudCustomData'> {}

/** What groups tell. */
export interface GroupEvents {
  readonly groupMessage: GroupMessage;
  readonly groupTip: GroupTip;
  readonly groupNotice: GroupNotice;
  readonly groupRecalled: GroupRecall;
  readonly groupModified: GroupModified;
}

/** A tip from the wire, live or out of the history. */
export interface WireTip {
  readonly MsgSeq: number;
  readonly MsgTimeStamp: number;
  readonly MsgBody: GroupTipBody;
}

/** Whether something that is told like a tip is one: counters are told like that, too. */
export const isTip = <Wire extends { readonly MsgBody: object }>(
  wire: Wire,
): wire is Wire & { readonly MsgBody: GroupTipBody } => 'OpType' in wire.MsgBody;

const whatOf = (number: number): GroupTip['what'] => pinnings[number] ?? happenings[number] ?? 'other';

export const toGroupTip = (group: string, { MsgSeq, MsgTimeStamp, MsgBody }: WireTip): GroupTip => ({
  group,
  seq: MsgSeq,
  time: MsgTimeStamp,
  what: whatOf(MsgBody.OpType),
  by: MsgBody.Operator_Account,
  members: MsgBody.List_Account ?? [],
  changes: {
    ...MsgBody.MsgGroupNewInfo,
    ...(MsgBody.MsgMemberInfo && { MsgMemberInfo: MsgBody.MsgMemberInfo }),
    ...(MsgBody.PinnedMsg && { MsgSeq: MsgBody.PinnedMsg.MsgSeq }),
    ...(MsgBody.SdkGroupMessageId && { MsgSeq: MsgBody.SdkGroupMessageId.MsgSeq }),
  },
});

const isNotice = (body: GroupNoticeContent): body is Extract<GroupNoticeContent, { ReportType: number }> =>
  'ReportType' in body;

/** What a notice says to the application; none when it is about messages. */
export const toGroupNotice = ({
  ToGroupId,
  MsgBody,
  UserDefinedField,
}: PushedGroupNotice): GroupNotice | undefined =>
  isNotice(MsgBody)
    ? {
        group: ToGroupId,
        what: noticeKinds[MsgBody.ReportType] ?? 'other',
        by: MsgBody.Operator_Account,
        text: MsgBody.RemarkInfo ?? MsgBody.UserDefinedField ?? UserDefinedField ?? '',
      }
    : undefined;

/** The recalls that a notice tells of. */
export const groupRecallsIn = ({ MsgBody }: PushedGroupNotice): readonly GroupRecall[] =>
  'GroupWithdrawInfoArray' in MsgBody
    ? (MsgBody.GroupWithdrawInfoArray as readonly PushedGroupRecall[]).map(recall => ({
        id: groupMessageId(recall.GroupId, recall),
        group: recall.GroupId,
        by: recall.RevokerInfo.Revoker_Account,
        reason: recall.RevokerInfo.Reason,
      }))
    : [];

export const toGroupModified = (change: PushedGroupModification): GroupModified => ({
  id: groupMessageId(change.GroupId, change),
  group: change.GroupId,
  version: change.MsgVersion,
  text: textOf(change.MsgBody as MessageBody),
  body: change.MsgBody,
  cloudCustomData: change.CloudCustomData,
});
