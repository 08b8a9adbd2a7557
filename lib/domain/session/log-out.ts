import type { Ports } from '../../kernel/ports.ts';
import type { ConnectionId } from '../../protocol/ids.ts';
import { unbindConnection } from './connection-store.ts';
import { endSession } from './session-changes.ts';
import { sessionOf } from './session-store.ts';
import { logoutEvent, type SessionOwner } from './state-events.ts';

/**
 * Ends the session of a client that leaves, and forgets its connection: 1 read and 2 write units. One that has ended
 * already is left alone.
 * @param connection the one that the client speaks on
 */
export const logOut = async (
  { table, bus, clock }: Pick<Ports, 'table' | 'bus' | 'clock'>,
  { app, account, instance }: SessionOwner,
  connection: ConnectionId,
): Promise<void> => {
  const owner = { app, account, instance };
  const session = await sessionOf(table, owner, clock.now());
  if (!session) return;
  await bus.emit([logoutEvent(owner, session, clock.now())]);
  await Promise.all([endSession(table, owner), unbindConnection(table, connection)]);
};
