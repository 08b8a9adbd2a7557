import { clearChat } from '../../../lib/domain/conversation/deleted.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import { type DeliveryPorts, deliver } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { clearedEvent } from '../../../lib/protocol/conversation-pushes.ts';
import type { recentcontact } from '../../../lib/protocol/services/recentcontact.ts';
import { ownerOf } from '../owner-of.ts';
import { peerOf } from '../peers-of.ts';

type Spec = typeof recentcontact.commands.clear_msg;

/**
 * Empties a conversation for one account and tells its other clients. Published ones know no push for that and pass
 * over ours: they see it when they are loaded anew.
 */
export const clearMsg: Handler<Spec, DeliveryPorts & Shared> = async (body, context, deps) => {
  const peer = peerOf(body);
  const owner = await ownerOf(body.From_Account, context, deps);
  const { application, call } = context;
  const cleared = await clearChat(deps.table, { app: application.id, owner, peer }, deps.clock.now());
  if (cleared) await deliver(deps, application.id, owner, [clearedEvent(peer)], call.connection);
  return {};
};
