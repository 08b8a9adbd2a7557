import type { Ports } from '../../kernel/ports.ts';
import type { ConnectionId } from '../../protocol/ids.ts';
import { dismissGuest } from '../room/guests.ts';
import { bindConnection, ownerOf, unbindConnection } from './connection-store.ts';
import { logOut } from './log-out.ts';
import type { SessionOwner } from './state-events.ts';

/**
 * Gives a connection to a client: 1 write unit. A client of another account that spoke on it before is logged out, so that
 * nothing meant for one person is ever posted to the page of another.
 */
export const occupy = async (
  ports: Pick<Ports, 'table' | 'bus' | 'clock'>,
  connection: ConnectionId,
  owner: SessionOwner,
): Promise<void> => {
  if (await bindConnection(ports.table, connection, owner, ports.clock.now())) return;
  const before = await ownerOf(ports.table, connection);
  if (before?.guest) await dismissGuest(ports, { ...before, guest: before.guest }, connection);
  else if (before) await logOut(ports, before, connection);
  await unbindConnection(ports.table, connection);
  await bindConnection(ports.table, connection, owner, ports.clock.now());
};
