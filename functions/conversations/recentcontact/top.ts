import { setPinned } from '../../../lib/domain/conversation/pins.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import { type DeliveryPorts, deliver } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import { pinEvent } from '../../../lib/protocol/conversation-pushes.ts';
import type { recentcontact } from '../../../lib/protocol/services/recentcontact.ts';
import { knownNames } from '../names-of.ts';
import { ownerOf } from '../owner-of.ts';

type Spec = typeof recentcontact.commands.top;

/** Pins conversations, or no longer, and tells the owner's other clients. */
export const top: Handler<Spec, DeliveryPorts & Shared> = async (body, context, deps) => {
  const owner = await ownerOf(body.From_Account, context, deps);
  const pinned = body.OperationType === 1;
  const app = context.application.id;
  const { names, unknown } = await knownNames(deps, app, owner, body.RecentContactItem);
  if (pinned && unknown.size > 0) throw new Fault('ConversationGroupNotFound');
  const peers = [...names, ...unknown];
  await setPinned(deps.table, { app, owner }, peers, pinned, deps.clock.now());
  await deliver(deps, app, owner, [pinEvent(peers, pinned)], context.call.connection);
  return {};
};
