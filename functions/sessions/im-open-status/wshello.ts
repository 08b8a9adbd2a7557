import { renewLease } from '../../../lib/domain/session/session-changes.ts';
import { sessionOf } from '../../../lib/domain/session/session-store.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { Ports } from '../../../lib/kernel/ports.ts';
import type { imOpenStatus } from '../../../lib/protocol/services/im_open_status.ts';

type Spec = typeof imOpenStatus.commands.wshello;

/** Renews the lease: 1 write unit. A hello that comes late, on a connection that its client has left, renews nothing. */
export const wshello: Handler<Spec, Pick<Ports, 'table' | 'clock'>> = async (
  _,
  { application, caller, call },
  { table, clock },
) => {
  const { account, instance } = caller;
  if (instance === undefined || call.connection === undefined) throw new Fault('UserSigExpired');
  const owner = { app: application.id, account, instance };
  if (await renewLease(table, owner, call.connection, clock.now())) return {};
  if (await sessionOf(table, owner, clock.now())) return {};
  throw new Fault('UserSigExpired');
};
