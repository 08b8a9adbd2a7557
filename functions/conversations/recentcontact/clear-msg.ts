import { clearChat } from '../../../lib/domain/conversation/deleted.ts';
import { cutGroupChat } from '../../../lib/domain/group-log/delete-group-chat.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import { type DeliveryPorts, deliver } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { groupIn } from '../../../lib/protocol/conversation-name.ts';
import { clearedEvent } from '../../../lib/protocol/conversation-pushes.ts';
import type { recentcontact } from '../../../lib/protocol/services/recentcontact.ts';
import { nameOf } from '../names-of.ts';
import { ownerOf } from '../owner-of.ts';

type Spec = typeof recentcontact.commands.clear_msg;

const emptied = { deleted: false, cleared: true } as const;

/**
 * Empties a conversation for one account and tells its other clients. Published ones know no push for that and pass
 * over ours: they see it when they are loaded anew.
 */
export const clearMsg: Handler<Spec, DeliveryPorts & Shared> = async (body, context, deps) => {
  const peer = nameOf(body);
  const owner = await ownerOf(body.From_Account, context, deps);
  const { application, call } = context;
  const { id: app, settings } = application;
  const group = groupIn(peer);
  const now = deps.clock.now();
  const cleared =
    group === undefined
      ? await clearChat(deps.table, { app, owner, peer }, now)
      : await cutGroupChat(deps.table, { app, owner, group }, emptied, now, settings.retentionDays);
  if (cleared) await deliver(deps, app, owner, [clearedEvent(peer)], call.connection);
  return {};
};
