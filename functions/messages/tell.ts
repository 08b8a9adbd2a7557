import { silent } from '../../lib/domain/conversation/remind.ts';
import { emitOfflinePush, type Pushable } from '../../lib/domain/push/offline-push.ts';
import { type DeliveryPorts, deliver } from '../../lib/domain/session/deliver.ts';
import type { Ports } from '../../lib/kernel/ports.ts';
import type { ConnectionId } from '../../lib/protocol/ids.ts';
import type { PushEvent } from '../../lib/protocol/pushes.ts';
import type { Remind } from '../../lib/table/items.ts';

/** Who is told of a message, beside the connected clients of its receiver. */
export interface Telling {
  /** The sender's clients as well. */
  readonly copied: boolean;
  /** Devices of the receiver that it does not reach. */
  readonly offline: boolean;
  /** How the receiver wants to be told; absent: with offline push. */
  readonly remind?: Remind | undefined;
  /** The connection that sent it, which knows. */
  readonly except: ConnectionId | undefined;
}

/**
 * Tells clients of a message: 1 read unit for each side. Devices that it does not reach are handed over for a push, which
 * costs one event when there are any. What one writes to oneself is not pushed.
 */
export const tell = async (
  ports: DeliveryPorts & Pick<Ports, 'bus'>,
  pushable: Pushable,
  events: readonly PushEvent[],
  { copied, offline, remind, except }: Telling,
): Promise<void> => {
  const { app, message } = pushable;
  const { sender, receiver } = message;
  const [told] = await Promise.all([
    remind === silent ? undefined : deliver(ports, app, receiver, events, except),
    copied && sender !== receiver ? deliver(ports, app, sender, events, except) : undefined,
  ]);
  const pushed = offline && remind === undefined && sender !== receiver;
  if (pushed && told) await emitOfflinePush(ports, pushable, told.missed);
};
