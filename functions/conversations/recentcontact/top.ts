import { setPinned } from '../../../lib/domain/conversation/pins.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import { type DeliveryPorts, deliver } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { pinEvent } from '../../../lib/protocol/conversation-pushes.ts';
import type { recentcontact } from '../../../lib/protocol/services/recentcontact.ts';
import { ownerOf } from '../owner-of.ts';
import { peersOf } from '../peers-of.ts';

type Spec = typeof recentcontact.commands.top;

/** Pins conversations, or no longer, and tells the owner's other clients. */
export const top: Handler<Spec, DeliveryPorts & Shared> = async (body, context, deps) => {
  const peers = peersOf(body.RecentContactItem);
  const owner = await ownerOf(body.From_Account, context, deps);
  const pinned = body.OperationType === 1;
  const app = context.application.id;
  await setPinned(deps.table, { app, owner }, peers, pinned, deps.clock.now());
  await deliver(deps, app, owner, [pinEvent(peers, pinned)], context.call.connection);
  return {};
};
