import type { MessageBody } from './elements.ts';
import type { GroupAt } from './group-pushes.ts';
import type { GroupType } from './group-words.ts';
import type { OfflineDevice } from './offline-message.ts';

/** `type` of the event that asks for offline pushes of a group message (contract: conversations-and-login.md D). */
export const offlineGroupMessageType = 'Push.OfflineGroupMessage';

/** What a push says, whoever gets it. */
export interface OfflineGroupDraft {
  readonly GroupId: string;
  readonly GroupType: GroupType;
  readonly GroupName: string;
  readonly From_Account: string;
  /** Empty when the sender has none. */
  readonly From_AccountNick: string;
  readonly MsgSeq: number;
  readonly MsgRandom: number;
  /** Seconds since 1970. */
  readonly MsgTime: number;
  readonly MsgBody: MessageBody;
  readonly CloudCustomData: string;
  readonly GroupAtInfo?: readonly GroupAt[];
  /** As the sender gave it (contract: messages.md 3). */
  readonly OfflinePushInfo?: Readonly<Record<string, unknown>>;
  readonly ForbidCallbackControl?: readonly string[];
}

/** Detail of the event: everything that some of the pushes of a message need. */
export interface OfflineGroupMessage extends OfflineGroupDraft {
  readonly SdkAppid: number;
  /** Milliseconds since 1970. */
  readonly EventTime: number;
  /** At least one, each with at least one device. */
  readonly Receivers: readonly {
    readonly To_Account: string;
    readonly Devices: readonly OfflineDevice[];
  }[];
}
