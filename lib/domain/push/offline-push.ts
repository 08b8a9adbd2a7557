import type { DomainEvent, Ports } from '../../kernel/ports.ts';
import type { MessageBody } from '../../protocol/elements.ts';
import type { SdkAppId } from '../../protocol/ids.ts';
import { messageKeyOf } from '../../protocol/message-key.ts';
import {
  type OfflineDevice,
  type OfflineMessage,
  offlineMessageType,
} from '../../protocol/offline-message.ts';
import type { MessageItem, SessionItem } from '../../table/items.ts';
import { elementsOf } from '../message/content.ts';
import { platformOf } from '../session/platforms.ts';
import { isKnown } from './device-token.ts';

/** What a sender says about the push of a message (contract: messages.md 3). */
export type OfflinePushInfo = Readonly<Record<string, unknown>>;

/** A message that somebody may have to be told of by push. */
export interface Pushable {
  readonly app: SdkAppId;
  readonly message: MessageItem;
  /** Nick of the sender; empty when it has none. */
  readonly nick: string;
  readonly info?: OfflinePushInfo | undefined;
}

const isSilent = (elements: MessageBody, info: OfflinePushInfo): boolean => {
  const [first, ...others] = elements;
  if (others.length > 0 || first?.MsgType !== 'TIMCustomElem') return false;
  return !info.Desc && !first.MsgContent.Desc;
};

/** Whether a message is for pushing at all: not with PushFlag 1, and not a custom element that has nothing to show. */
export const isPushed = (elements: MessageBody, info: OfflinePushInfo = {}): boolean =>
  info.PushFlag !== 1 && !isSilent(elements, info);

/** The devices of clients, for those that have one. @param now milliseconds since 1970 */
export const devicesOf = (sessions: readonly SessionItem[], now: number): readonly OfflineDevice[] =>
  sessions.flatMap(({ device, instance, platform }) =>
    device && isKnown(device, now)
      ? [
          {
            Platform: platformOf(platform),
            InstId: instance,
            Token: device.token,
            BusiID: device.certificate,
            InstType: device.brand,
            ReportedAt: device.reportedAt,
          },
        ]
      : [],
  );

const eventOf = (
  { app, message, nick, info }: Pushable,
  Devices: readonly OfflineDevice[],
  at: number,
): DomainEvent => {
  const detail: OfflineMessage = {
    SdkAppid: app,
    EventTime: at,
    From_Account: message.sender,
    From_AccountNick: nick,
    To_Account: message.receiver,
    MsgSeq: message.seq,
    MsgRandom: message.random,
    MsgTime: message.time,
    MsgKey: messageKeyOf(message),
    MsgBody: elementsOf(message),
    CloudCustomData: message.cloudCustomData ?? '',
    ...(info && { OfflinePushInfo: info }),
    ...(message.withoutWebhooks && { ForbidCallbackControl: message.withoutWebhooks }),
    Devices,
  };
  const id = `${offlineMessageType}/${app}/${message.sender}/${message.receiver}/${detail.MsgKey}`;
  return { type: offlineMessageType, id, detail: { ...detail } };
};

/**
 * Announces a stored message for those clients of its receiver that it did not reach and that registered a device: one event
 * with all of them, or none (contract: conversations-and-login.md D). Costs nothing when there is none.
 * @param missed the receiver's sessions that were not reached, as `deliverTo` returns them
 */
export const emitOfflinePush = async (
  { bus, clock }: Pick<Ports, 'bus' | 'clock'>,
  pushable: Pushable,
  missed: readonly SessionItem[],
): Promise<void> => {
  const now = clock.now();
  const devices = devicesOf(missed, now);
  if (devices.length === 0 || !isPushed(elementsOf(pushable.message), pushable.info)) return;
  await bus.emit([eventOf(pushable, devices, now)]);
};
