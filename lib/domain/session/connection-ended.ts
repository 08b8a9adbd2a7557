import type { Ports } from '../../kernel/ports.ts';
import type { ConnectionId } from '../../protocol/ids.ts';
import { dismissGuest } from '../room/guests.ts';
import { quitRooms } from '../room/presence.ts';
import { ownerOf, unbindConnection } from './connection-store.ts';
import { type Closing, hasLeft, returnMilliseconds } from './lease.ts';
import { leaveConnection } from './session-changes.ts';
import { sessionOf } from './session-store.ts';
import { disconnectEvent, type SessionOwner } from './state-events.ts';

type EndPorts = Pick<Ports, 'table' | 'bus' | 'clock'>;

/**
 * Notes that a session's connection is no more, if it still is that session's: a client that has come back meanwhile, has
 * logged out or was put out is not touched and nothing is said. 1 read unit, and 1 write unit when there is something to note.
 * @param closing how the gateway says that it ended, now; absent when nobody said so and it ended with its lease
 */
export const noteEnd = async (
  { table, bus, clock }: EndPorts,
  { app, account, instance }: SessionOwner,
  connection: ConnectionId,
  closing?: Closing,
): Promise<void> => {
  const owner = { app, account, instance };
  const session = await sessionOf(table, owner, clock.now());
  if (session?.connection !== connection) return;
  const at = closing ? clock.now() : Math.min(clock.now(), session.leaseUntil);
  const mayReturn = closing !== undefined && !hasLeft(closing);
  const reason = closing ? 'LinkClose' : 'TimeOut';
  await quitRooms({ table, clock }, owner, session, connection);
  await bus.emit([disconnectEvent(owner, { ...session, connection }, reason, at, mayReturn)]);
  await leaveConnection(table, owner, connection, at, mayReturn ? at + returnMilliseconds : at);
};

/**
 * The gateway says that a connection has ended: 2 read and 2 write units. The connection's record goes last, so that what
 * is left undone here is done when the record expires.
 */
export const connectionEnded = async (
  ports: EndPorts,
  connection: ConnectionId,
  closing: Closing,
): Promise<void> => {
  const owner = await ownerOf(ports.table, connection);
  if (!owner) return;
  const { guest } = owner;
  if (guest) await dismissGuest(ports, { ...owner, guest }, connection);
  else await noteEnd(ports, owner, connection, closing);
  await unbindConnection(ports.table, connection);
};
