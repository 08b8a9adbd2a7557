import type { Ports } from '../../kernel/ports.ts';
import type { ConnectionId, SdkAppId, UserId } from '../../protocol/ids.ts';
import { type PushEvent, pushFrame } from '../../protocol/pushes.ts';
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

/**
 * Sends events to the connected clients of an account that are wanted, in one frame each: 1 read unit.
 * @returns how many clients got the frame
 */
export const deliverWhere = async (
  ports: DeliveryPorts,
  app: SdkAppId,
  account: UserId,
  events: readonly PushEvent[],
  wanted: (session: Connected) => boolean,
): Promise<number> => {
  const now = ports.clock.now();
  const sessions = (await sessionsOf(ports, app, account)).filter(
    (session): session is Connected => isConnected(session, now) && wanted(session),
  );
  if (sessions.length === 0) return 0;
  const frame = pushFrame(events, now % 0x7fff_ffff);
  const results = await Promise.all(sessions.map(session => postTo(ports, app, account, session, frame)));
  return results.filter(Boolean).length;
};

/**
 * Sends events to every connected client of an account, in one frame each. Whoever is away finds them on sync.
 * @param except a connection that is not to get them: the one whose call caused them
 * @returns how many clients got the frame
 */
export const deliver = (
  ports: DeliveryPorts,
  app: SdkAppId,
  account: UserId,
  events: readonly PushEvent[],
  except?: ConnectionId,
): Promise<number> => deliverWhere(ports, app, account, events, session => session.connection !== except);
