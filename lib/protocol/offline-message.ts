import type { MessageBody } from './elements.ts';

/** `type` of the event that asks for an offline push of a message (contract: conversations-and-login.md D). */
export const offlineMessageType = 'Push.OfflineMessage';

/** A device to push to, as its client reported it. */
export interface OfflineDevice {
  readonly Platform: string;
  readonly InstId: number;
  readonly Token: string;
  /** Number of the vendor certificate. */
  readonly BusiID: number;
  /** Brand of the device by the client's own number. */
  readonly InstType: number;
  /** Milliseconds since 1970. */
  readonly ReportedAt: number;
}

/** Detail of the event: everything that a push needs. */
export interface OfflineMessage {
  readonly SdkAppid: number;
  /** Milliseconds since 1970. */
  readonly EventTime: number;
  readonly From_Account: string;
  /** Empty when the sender has none. */
  readonly From_AccountNick: string;
  readonly To_Account: string;
  readonly MsgSeq: number;
  readonly MsgRandom: number;
  /** Seconds since 1970. */
  readonly MsgTime: number;
  readonly MsgKey: string;
  readonly MsgBody: MessageBody;
  readonly CloudCustomData: string;
  /** As the sender gave it (contract: messages.md 3). */
  readonly OfflinePushInfo?: Readonly<Record<string, unknown>>;
  /** Webhooks that its sender does not want for it (contract: messages.md 4.1). */
  readonly ForbidCallbackControl?: readonly string[];
  /** At least one. */
  readonly Devices: readonly OfflineDevice[];
}
