import { clearChat } from '../../../lib/domain/conversation/deleted.ts';
import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { recentcontact } from '../../../lib/protocol/services/recentcontact.ts';
import { ownerOf } from '../owner-of.ts';
import { peerOf } from '../peers-of.ts';

type Spec = typeof recentcontact.commands.clear_msg;

/** Empties a conversation for one account. Clients have no push for it: others of the account see it when they read anew. */
export const clearMsg: Handler<Spec, TablePorts & Shared> = async (body, context, deps) => {
  const peer = peerOf(body);
  const owner = await ownerOf(body.From_Account, context, deps);
  await clearChat(deps.table, { app: context.application.id, owner, peer }, deps.clock.now());
  return {};
};
