import type { Application } from '../../kernel/application.ts';
import { Fault } from '../../kernel/fault.ts';
import { type SessionClaims, verifySessionToken } from '../../kernel/session-token.ts';
import type { ConnectionId, InstanceId, UserId } from '../../protocol/ids.ts';
import type { SessionItem } from '../../table/items.ts';
import { enterRosters } from '../roster/login-roster.ts';
import type { SessionPorts } from './log-in.ts';
import { occupy } from './occupy.ts';
import { moveSession } from './session-changes.ts';
import { type Connected, sessionOf } from './session-store.ts';
import { loginEvent, type SessionOwner } from './state-events.ts';

/** What a client's session token says of its owner. */
export const ownerIn = ({ account, instance }: SessionClaims, { id }: Application): SessionOwner => ({
  app: id,
  account: account as UserId,
  instance: instance as InstanceId,
});

interface Moved {
  readonly session: SessionItem;
  readonly from: ConnectionId;
}

/**
 * Moves the session, from the connection that the token names or, when that is not its last one, from its last one.
 * @returns undefined when there is no such session
 */
const move = async (
  ports: SessionPorts,
  owner: SessionOwner,
  named: ConnectionId,
  to: ConnectionId,
): Promise<Moved | undefined> => {
  const session = await moveSession(ports.table, owner, named, to, ports.clock.now());
  if (session) return { session, from: named };
  const present = await sessionOf(ports.table, owner, ports.clock.now());
  return present && move(ports, owner, present.connection ?? named, to);
};

/** A connection that the client has left is worth nothing to anybody; most are gone already. */
const closeLeft = async (ports: SessionPorts, from: ConnectionId, to: ConnectionId): Promise<void> => {
  if (from === to) return;
  try {
    await ports.sockets.close(from);
  } catch (error) {
    ports.log.error('a connection that its client had left could not be closed', { error });
  }
};

/**
 * A client comes back on a new connection, or repeats its login on the same one: 1 read and 2 write units when its token names
 * the last connection, as it does unless an answer was lost; for members of groups 1 write for each and 1 read more.
 * @throws Fault UserSigExpired, on which the client ends its login, when the token or the session is void
 */
export const reconnect = async (
  ports: SessionPorts,
  application: Application,
  a2: string,
  connection: ConnectionId,
): Promise<{ readonly owner: SessionOwner; readonly session: SessionItem }> => {
  const now = ports.clock.now();
  const claims = verifySessionToken(a2, application, now);
  if (!claims) throw new Fault('UserSigExpired');
  const owner = ownerIn(claims, application);
  const moved = await move(ports, owner, claims.connection as ConnectionId, connection);
  if (!moved) throw new Fault('UserSigExpired');
  const session: Connected = { ...moved.session, connection };
  await Promise.all([
    occupy(ports, connection, owner),
    closeLeft(ports, moved.from, connection),
    ports.bus.emit([loginEvent(owner, session, [], now)]),
    enterRosters(ports, owner, session),
  ]);
  return { owner, session };
};
