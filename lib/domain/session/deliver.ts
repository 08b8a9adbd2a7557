import type { Ports } from '../../kernel/ports.ts';
import type { ConnectionId, SdkAppId, UserId } from '../../protocol/ids.ts';
import { type PushEvent, pushFrame } from '../../protocol/pushes.ts';
import type { SessionItem } from '../../table/items.ts';
import { endLease } from './session-changes.ts';
import { type Connected, isConnected, sessionsOf } from './session-store.ts';

/** The ports a delivery needs. */
export type DeliveryPorts = Pick<Ports, 'table' | 'sockets' | 'clock' | 'log'>;

const postTo = async (
  ports: DeliveryPorts,
  app: SdkAppId,
  account: UserId,
  { instance, connection }: Connected,
  frame: string,
): Promise<boolean> => {
  try {
    if ((await ports.sockets.post(connection, frame)) === 'delivered') return true;
    await endLease(ports.table, { app, account, instance }, connection, ports.clock.now());
  } catch (error) {
    // What a client did not get live it gets on its next sync; a failed post must not fail the sender's call.
    ports.log.error('a post to a connection failed', { error });
  }
  return false;
};

/** What became of a delivery. */
export interface Delivery {
  /** Clients that got the frame. */
  readonly reached: number;
  /** Sessions of clients that are away, or turned out to be. */
  readonly missed: readonly SessionItem[];
}

/**
 * Sends events to the connected clients of an account that are wanted, in one frame each: 1 read unit. Whoever is away finds
 * them on sync.
 */
export const deliverTo = async (
  ports: DeliveryPorts,
  app: SdkAppId,
  account: UserId,
  events: readonly PushEvent[],
  wanted: (session: Connected) => boolean,
): Promise<Delivery> => {
  const now = ports.clock.now();
  const sessions = await sessionsOf(ports, app, account);
  const connected = sessions.filter((session): session is Connected => isConnected(session, now));
  const targets = connected.filter(wanted);
  const away = sessions.filter(session => !isConnected(session, now));
  if (targets.length === 0) return { reached: 0, missed: away };
  const frame = pushFrame(events, now % 0x7fff_ffff);
  const results = await Promise.all(targets.map(session => postTo(ports, app, account, session, frame)));
  const lost = targets.filter((_, i) => !results[i]);
  return { reached: targets.length - lost.length, missed: [...away, ...lost] };
};

/**
 * Sends events to every connected client of an account, in one frame each.
 * @param except a connection that is not to get them: the one whose call caused them
 */
export const deliver = (
  ports: DeliveryPorts,
  app: SdkAppId,
  account: UserId,
  events: readonly PushEvent[],
  except?: ConnectionId,
): Promise<Delivery> => deliverTo(ports, app, account, events, session => session.connection !== except);
