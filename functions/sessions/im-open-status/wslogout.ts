import type { SessionPorts } from '../../../lib/domain/session/log-in.ts';
import { logOut } from '../../../lib/domain/session/log-out.ts';
import { ownerIn } from '../../../lib/domain/session/reconnect.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { verifySessionToken } from '../../../lib/kernel/session-token.ts';
import type { imOpenStatus } from '../../../lib/protocol/services/im_open_status.ts';

type Spec = typeof imOpenStatus.commands.wslogout;

/** Ends a login. A client that was put out waits for this answer, so a void token is answered like a good one. */
export const wslogout: Handler<Spec, SessionPorts> = async (_, { application, call }, ports) => {
  const claims = verifySessionToken(call.claims.a2 ?? '', application, ports.clock.now());
  if (claims && call.connection) await logOut(ports, ownerIn(claims, application), call.connection);
  return {};
};
