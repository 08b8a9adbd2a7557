import type { ConversationChange } from './conversation-pushes.ts';
import type { MessageBody } from './elements.ts';
import type { ExtensionChange } from './extension-pushes.ts';
import type { GroupEvent } from './group-pushes.ts';
import type { PermissionEvent } from './permission-pushes.ts';
import type { RelationChange } from './relation-pushes.ts';

/** A one-to-one message as clients receive it live (contract: client-wire.md 6). */
export interface PushedMessage {
  readonly From_Account: string;
  readonly To_Account: string;
  readonly MsgSeq: number;
  readonly MsgRandom: number;
  /** Seconds since 1970. */
  readonly MsgTimeStamp: number;
  readonly MsgClientTime: number;
  /** 8: recalled. */
  readonly MsgFlagBits: number;
  readonly MsgKey: string;
  readonly IsNeedReadReceipt: number;
  readonly MsgBody: MessageBody;
  readonly CloudCustomData: string;
  readonly From_AccountNick: string;
  readonly From_AccountHeadurl: string;
  /** The sender's number; clients build the message id from it. */
  readonly TinyId: string;
  /** Of a recalled message, on sync. */
  readonly RevokerInfo?: { readonly Revoker_Account: string; readonly Reason: string };
  /** 0: for who is connected now; it makes no conversation and is not counted. */
  readonly MsgLifeTime?: 0;
  /** An object here, though a list of names in the request. */
  readonly SendMsgControl?: { readonly NoUnread?: 1; readonly NoLastMsg?: 1 };
  readonly SupportMessageExtension?: 1;
  /** How often it was modified. */
  readonly MsgVersion?: number;
}

/** What a message holds now. */
export interface PushedModification {
  readonly From_Account: string;
  readonly To_Account: string;
  readonly MsgSeq: number;
  readonly MsgRandom: number;
  readonly MsgTime: number;
  readonly MsgClientTime: number;
  readonly TinyId: string;
  readonly MsgVersion: number;
  readonly MsgBody: MessageBody;
  readonly CloudCustomData: string;
}

/** Names a message that its receiver has read. */
export interface PushedReceipt {
  readonly From_Account: string;
  readonly To_Account: string;
  readonly MsgSeq: number;
  readonly MsgRandom: number;
  readonly MsgTime: number;
  readonly MsgClientTime: number;
  readonly TinyId: string;
}

/** Which message was recalled, and by whom. */
export interface PushedRecall {
  readonly From_Account: string;
  readonly To_Account: string;
  readonly MsgSeq: number;
  readonly MsgRandom: number;
  readonly MsgTimeStamp: number;
  readonly MsgClientTime: number;
  readonly TinyId: string;
  readonly RevokerInfo: { readonly Revoker_Account: string; readonly Reason: string };
}

/** Why a client loses its login: 1 same account elsewhere, 2 same kind of device, 3 by REST (contract: client-wire.md 3). */
export type KickType = 1 | 2 | 3;

/** One notice about one-to-one chat, Event 10. */
export type ChatNotice =
  | {
      readonly MuteNotificationsSync: {
        readonly To_Account: string;
        readonly MuteNotifications: 0 | 1 | 2 | 3;
      };
    }
  | { readonly KickoutMsgNotify: { readonly KickType: KickType } }
  | { readonly WithdrawC2cMsgNotify: { readonly C2cWithdrawInfoArray: readonly PushedRecall[] } }
  | {
      /** To the peer: messages to `To_Account` are read up to that second. */
      readonly C2cReadedReceipt: {
        readonly To_Account: string;
        readonly UinPairReadArray: readonly { readonly LastReadTime: number }[];
      };
    }
  | {
      /** To the reader's other clients: the conversation with `From_Account` is read up to that second. */
      readonly ReadC2cMsgNotify: {
        readonly UinPairReadArray: readonly {
          readonly From_Account: string;
          readonly LastReadTime: number;
        }[];
      };
    };

/** Tells the owner's other clients how it wants to be told of these peers' messages. */
export const muteNotice = (peers: readonly string[], value: 0 | 1 | 2 | 3): PushEvent => ({
  Event: 10,
  C2cNotifyMsgArray: peers.map(peer => ({
    MuteNotificationsSync: { To_Account: peer, MuteNotifications: value },
  })),
});

/** A profile field as pushed: texts and numbers under names of their own. */
type PushedField =
  | { readonly Tag: string; readonly ValueBytes: string }
  | { readonly Tag: string; readonly ValueNum: number };

/** Changed fields of a profile. Clients go by the member's name; the number is ours. */
export interface ProfileChange {
  readonly Event: 7;
  readonly ProfileDataMod: readonly {
    readonly Profile_Account: string;
    readonly PushType: 1;
    readonly ProfileList: readonly PushedField[];
  }[];
}

/** Tells that these fields of an account's profile have new values. */
export const profileChange = (
  account: string,
  fields: readonly (readonly [tag: string, value: string | number])[],
): ProfileChange => {
  const ProfileList = fields.map(([Tag, Value]) =>
    typeof Value === 'string' ? { Tag, ValueBytes: Value } : { Tag, ValueNum: Value },
  );
  return { Event: 7, ProfileDataMod: [{ Profile_Account: account, PushType: 1, ProfileList }] };
};

/** The status of accounts. */
export interface StatusChange {
  readonly Event: 17;
  readonly UserStatusList: readonly {
    readonly To_Account: string;
    /** 1 online, 2 offline, 3 not logged in. */
    readonly Status: 1 | 2 | 3;
    /** Base64 of UTF-8: clients show anything else as empty. */
    readonly CustomStatus: string;
  }[];
}

/** A custom status as clients read it in replies and pushes; they send it as it is. */
export const customStatusText = (text: string): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/** Tells the status of one account. */
export const statusChange = (account: string, Status: 1 | 2 | 3, customStatus: string): StatusChange => ({
  Event: 17,
  UserStatusList: [{ To_Account: account, Status, CustomStatus: customStatusText(customStatus) }],
});

/** What a push may hold. Several may travel in one frame. */
export type PushEvent =
  | ProfileChange
  | RelationChange
  | ConversationChange
  | ExtensionChange
  | GroupEvent
  | PermissionEvent
  | StatusChange
  | { readonly Event: 9; readonly C2cMsgArray: readonly PushedMessage[] }
  /** To the reader's other clients: every one-to-one conversation is read. */
  | { readonly Event: 14; readonly C2CReadAllMsg: 1 }
  | { readonly Event: 15; readonly C2cMsgModNotifys: readonly PushedModification[] }
  | {
      readonly Event: 16;
      /** Who has read. */
      readonly UserId: string;
      readonly Timestamp: number;
      readonly C2cMsgInfo: readonly PushedReceipt[];
    }
  | { readonly Event: 10; readonly C2cNotifyMsgArray: readonly ChatNotice[] };

/**
 * The text of a push frame (contract: client-wire.md 6).
 * @param seq any number; clients do not correlate pushes
 */
export const pushFrame = (events: readonly PushEvent[], seq: number): string =>
  JSON.stringify({
    head: { servcmd: 'im_open_push.msg_push', seq },
    body: { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', EventArray: events },
  });

/** Tells that a message was recalled. */
export const recallEvent = (recall: PushedRecall): PushEvent => ({
  Event: 10,
  C2cNotifyMsgArray: [{ WithdrawC2cMsgNotify: { C2cWithdrawInfoArray: [recall] } }],
});

/** Tells a peer that `reader` has read what it wrote up to that second. */
export const readReceipt = (reader: string, time: number): PushEvent => ({
  Event: 10,
  C2cNotifyMsgArray: [
    { C2cReadedReceipt: { To_Account: reader, UinPairReadArray: [{ LastReadTime: time }] } },
  ],
});

/** Tells the reader's other clients up to which second conversations are read. */
export const readNotice = (
  positions: readonly { readonly peer: string; readonly time: number }[],
): PushEvent => ({
  Event: 10,
  C2cNotifyMsgArray: [
    {
      ReadC2cMsgNotify: {
        UinPairReadArray: positions.map(({ peer, time }) => ({ From_Account: peer, LastReadTime: time })),
      },
    },
  ],
});
