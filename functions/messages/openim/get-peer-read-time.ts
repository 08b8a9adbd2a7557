import { peerReadTimes } from '../../../lib/domain/conversation/chat-store.ts';
import type { TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { openim } from '../../../lib/protocol/services/openim.ts';

type Spec = typeof openim.commands.get_peer_read_time;

/** Tells up to when each peer has read: half a read unit for each. */
export const getPeerReadTime: Handler<Spec, TablePorts> = async (
  body,
  { application, caller },
  { table, clock },
) => {
  const times = await peerReadTimes(table, application.id, caller.account, body.To_Account, clock.now());
  return { ReadTime: body.To_Account.map(peer => times.get(peer) ?? 0) };
};
