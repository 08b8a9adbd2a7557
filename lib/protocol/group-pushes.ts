import type { MessageBody } from './elements.ts';
import type { GroupType } from './group-words.ts';

/** Of which group a push is, and what its sender looks like there (contract: client-wire.md 6, groups.md 11.2). */
export interface PushedGroupInfo {
  readonly GroupId: string;
  readonly GroupType: GroupType;
  /** Not in live rooms, whose frames are counted in bytes. */
  readonly GroupName?: string;
  readonly From_AccountNick?: string;
  readonly From_AccountHeadurl?: string;
  readonly MsgFrom_AccountExtraInfo?: { readonly NameCard: string };
  readonly TopicId?: string;
  /** By it clients know that this is of a topic. */
  readonly MillionGroupFlag?: 2;
}

/** What every push about a group carries. */
interface PushedOfGroup {
  readonly From_Account: string;
  readonly ToGroupId: string;
  readonly MsgSeq: number;
  readonly MsgRandom: number;
  /** Seconds since 1970. */
  readonly MsgTimeStamp: number;
  /** Left out: as MsgSeq. */
  readonly ClientSeq?: number | undefined;
  readonly GroupInfo: PushedGroupInfo;
}

/** Whom a message names. */
export interface GroupAt {
  readonly GroupAtAllFlag: 0 | 1;
  readonly GroupAt_Account?: string | undefined;
}

/** A message of a group as clients receive it live. */
export interface PushedGroupMessage extends PushedOfGroup {
  /** Seconds since 1970 by the sender's clock; clients build the message id from it. Left out: as MsgTimeStamp. */
  readonly MsgClientTime?: number | undefined;
  readonly TinyId: string;
  /** Left out: Normal. */
  readonly MsgPriority?: 'High' | 'Normal' | 'Low' | 'Lowest' | undefined;
  readonly MsgBody: MessageBody;
  readonly CloudCustomData?: string;
  /** An object here, though a list of names in the request. */
  readonly SendMsgControl?: { readonly NoUnread?: 1; readonly NoLastMsg?: 1 };
  readonly GroupAtInfo?: readonly GroupAt[];
  readonly NeedReadReceipt?: 1;
  readonly SupportMessageExtension?: 1;
  /** For who is connected now; it makes no conversation and is not counted. */
  readonly OnlineOnlyFlag?: 1;
  /** Only these members got it. */
  readonly To_Account?: readonly string[];
  readonly MsgVersion?: number;
}

/** What happened, by number (contract: groups.md 11.2). */
export type TipOperation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 16 | 17;

/** Nick and picture of somebody a tip is about. */
export interface TipMember {
  readonly UserId: string;
  readonly NickName: string;
  readonly ImageUrl: string;
}

/** A tip: something that happened to a group, shown in its conversation (contract: groups.md 11.2). */
export interface GroupTipBody {
  readonly OpType: TipOperation;
  readonly Operator_Account: string;
  readonly List_Account?: readonly string[];
  readonly MemberNum?: number;
  /** How members joined: 1 applied, 2 invited. */
  readonly GroupJoinType?: 1 | 2;
  /** Why somebody was removed. */
  readonly Reason?: string;
  /** What changed of the profile. */
  readonly MsgGroupNewInfo?: Readonly<Record<string, unknown>>;
  /** What changed of a topic. */
  readonly MsgTopicNewInfo?: Readonly<Record<string, unknown>>;
  readonly MsgMemberInfo?: readonly { readonly User_Account: string; readonly ShutupTime: number }[];
  readonly MsgOperatorMemberExtraInfo?: TipMember;
  readonly MsgMemberExtraInfo?: readonly TipMember[];
  /** The message that was pinned (16). */
  readonly PinnedMsg?: PushedGroupMessage;
  /** The message whose pin was taken away (17). */
  readonly SdkGroupMessageId?: {
    readonly MsgSeq: number;
    readonly MsgRandom: number;
    readonly MsgClientTime: number;
    readonly SenderTinyId: string;
    readonly ServerTime: number;
  };
}

/** A value of a counter: a number, or its digits where not every reader of JSON would keep it exactly. */
export type CounterValue = number | string;

/** That counters of a group have changed (0) or were taken away (1). */
export interface PushedCounters {
  readonly GroupCounterInfo: readonly {
    readonly Type: 0 | 1;
    /** Number of the last change. */
    readonly GroupCounterSeq: number;
    readonly GroupCounter: readonly { readonly Key: string; readonly Value: CounterValue }[];
  }[];
}

/** A tip as it is pushed: stored ones as event 4, others as event 6. */
export interface PushedGroupTip extends PushedOfGroup {
  readonly MsgBody: GroupTipBody;
}

/** News of counters as they are pushed. */
export interface PushedCounterNews extends PushedOfGroup {
  readonly MsgBody: PushedCounters;
}

/** What a notice says, by number (contract: groups.md 11.3). */
export interface GroupNoticeBody {
  readonly ReportType: number;
  readonly Operator_Account: string;
  readonly RemarkInfo?: string;
  readonly MsgKey?: number;
  readonly Authentication?: string;
  readonly UserDefinedField?: string;
  readonly [more: string]: unknown;
}

/** Which message of a group was recalled. */
export interface PushedGroupRecall {
  readonly GroupId: string;
  readonly From_Account: string;
  readonly MsgSeq: number;
  readonly MsgRandom: number;
  readonly MsgTimeStamp: number;
  readonly MsgClientTime: number;
  readonly TinyId: string;
  readonly RevokerInfo: { readonly Revoker_Account: string; readonly Reason: string };
}

/** How many have read a message. */
export interface PushedGroupReceipt {
  readonly MsgSeq: number;
  readonly MsgRandom: number;
  readonly MsgClientTime: number;
  readonly TinyId: string;
  readonly ReadNum: number;
  readonly UnreadNum: number;
}

/** What an event 5 may say of a group: something to an account, recalls, an own read position, receipts. */
export type GroupNoticeContent =
  | GroupNoticeBody
  | { readonly GroupWithdrawInfoArray: readonly PushedGroupRecall[] }
  | {
      readonly GroupReadInfoArray: readonly {
        readonly GroupId: string;
        readonly TopicId?: string | undefined;
        readonly LastReadMsgSeq: number;
      }[];
    }
  | { readonly GroupMsgReceiptList: readonly PushedGroupReceipt[] };

/** A notice: about a group, to some or all accounts, never in its history. */
export interface PushedGroupNotice extends PushedOfGroup {
  readonly MsgBody: GroupNoticeContent;
  readonly UserDefinedField?: string;
}

/** What a message of a group holds now. */
export interface PushedGroupModification {
  readonly GroupId: string;
  readonly From_Account: string;
  readonly MsgSeq: number;
  readonly MsgRandom: number;
  readonly MsgTime: number;
  readonly MsgClientTime: number;
  readonly TinyId: string;
  readonly MsgVersion: number;
  readonly MsgBody: MessageBody;
  readonly CloudCustomData: string;
}

/** That a message names somebody. */
export interface PushedGroupNaming extends PushedOfGroup {
  readonly GroupAtTips: {
    readonly GroupId: string;
    readonly From_Account: string;
    readonly AtMsgSeq: number;
    /** 1 the receiver, 2 everyone. */
    readonly AtFlagList: readonly (1 | 2)[];
  };
}

/** What a push about groups may hold. */
export type GroupEvent =
  | { readonly Event: 3; readonly GroupMsgArray: readonly PushedGroupMessage[] }
  | { readonly Event: 4 | 6; readonly GroupTips: readonly PushedGroupTip[] }
  | { readonly Event: 6; readonly GroupTips: readonly PushedCounterNews[] }
  | { readonly Event: 5; readonly GroupTips: readonly PushedGroupNotice[] }
  | { readonly Event: 12; readonly GroupTips: readonly PushedGroupNaming[] }
  | { readonly Event: 18; readonly GroupMsgModNotifys: readonly PushedGroupModification[] };
