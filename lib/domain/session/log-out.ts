import type { Ports } from '../../kernel/ports.ts';
import type { ConnectionId } from '../../protocol/ids.ts';
import { endRooms } from '../room/presence.ts';
import { leaveRosters } from '../roster/login-roster.ts';
import { unbindConnection } from './connection-store.ts';
import { endSession } from './session-changes.ts';
import { sessionOf } from './session-store.ts';
import { logoutEvent, type SessionOwner } from './state-events.ts';

/**
 * Ends the session of a client that leaves, and forgets its connection: 2 read and 2 write units, 1 write more for
 * each of its groups. Of one that has ended already only the
 * rosters are looked at.
 * @param connection the one that the client speaks on
 */
export const logOut = async (
  { table, bus, clock }: Pick<Ports, 'table' | 'bus' | 'clock'>,
  { app, account, instance }: SessionOwner,
  connection: ConnectionId,
): Promise<void> => {
  const owner = { app, account, instance };
  const session = await sessionOf(table, owner, clock.now());
  // An earlier attempt may have died before it came to the rosters; so may have whoever put this client out.
  if (!session) return leaveRosters(table, owner);
  await endRooms({ table, clock }, owner, session);
  await bus.emit([logoutEvent(owner, session, clock.now())]);
  await Promise.all([endSession(table, owner), unbindConnection(table, connection)]);
  await leaveRosters(table, owner);
};
