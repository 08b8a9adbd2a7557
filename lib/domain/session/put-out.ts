import type { Ports } from '../../kernel/ports.ts';
import type { ConnectionId, SdkAppId, UserId } from '../../protocol/ids.ts';
import { type KickType, pushFrame } from '../../protocol/pushes.ts';
import { endRooms } from '../room/presence.ts';
import { endSession } from './session-changes.ts';
import { isConnected } from './session-store.ts';
import type { Displaced } from './slots.ts';

/** The ports that putting a client out needs. */
export type PutOutPorts = Pick<Ports, 'table' | 'sockets' | 'clock' | 'log'>;

/**
 * From the notice to the close. A published client answers the notice with a logout on the same connection and reports
 * the right reason to its user when that is answered first (docs/sessions.md).
 */
const graceMilliseconds = 500;

/** @returns whether the connection may still be open */
const notify = async (ports: PutOutPorts, connection: ConnectionId, kickType: KickType): Promise<boolean> => {
  const notice = { Event: 10, C2cNotifyMsgArray: [{ KickoutMsgNotify: { KickType: kickType } }] } as const;
  try {
    const frame = pushFrame([notice], ports.clock.now() % 0x7fff_ffff);
    return (await ports.sockets.post(connection, frame)) === 'delivered';
  } catch (error) {
    ports.log.error('a kick notice could not be posted', { connection, error });
    return true;
  }
};

/** A connection that cannot be closed is for the operator; the one who takes the slot can do nothing about it. */
const close = async (ports: PutOutPorts, connection: ConnectionId): Promise<void> => {
  try {
    await ports.sockets.close(connection);
  } catch (error) {
    ports.log.error('a connection that was put out could not be closed', { connection, error });
  }
};

/**
 * Ends sessions of an account: first the session itself, so that its token is refused on every other connection; then a
 * notice to its client; after a grace the connection, on which the token was enough by itself. It waits only when one of
 * them is there to be told. 1 write unit each.
 * @param sessions whom, and with which reason
 */
export const putOut = async (
  ports: PutOutPorts,
  app: SdkAppId,
  account: UserId,
  sessions: readonly Displaced[],
): Promise<void> => {
  const now = ports.clock.now();
  const connections = await Promise.all(
    sessions.map(async ({ instance, kickType }) => {
      const session = await endSession(ports.table, { app, account, instance });
      if (!session) return [];
      await endRooms(ports, { app, account, instance }, session);
      if (!isConnected(session, now)) return [];
      return (await notify(ports, session.connection, kickType)) ? [session.connection] : [];
    }),
  );
  if (connections.flat().length === 0) return;
  await ports.clock.until(now + graceMilliseconds);
  await Promise.all(connections.flat().map(connection => close(ports, connection)));
};
