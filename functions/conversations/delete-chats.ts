import { deleteChat } from '../../lib/domain/conversation/deleted.ts';
import { type DeliveryPorts, deliver } from '../../lib/domain/session/deliver.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { deletionEvent } from '../../lib/protocol/conversation-pushes.ts';
import type { UserId } from '../../lib/protocol/ids.ts';

/**
 * Deletes conversations of one side, 1 read and 1 write unit each, and tells the owner's other clients if the application
 * wants that. What is not there is as good as deleted.
 */
export const deleteChats = async (
  ports: DeliveryPorts,
  { application, call }: Context,
  owner: UserId,
  peers: readonly UserId[],
  clear: boolean,
): Promise<void> => {
  const app = application.id;
  const now = ports.clock.now();
  await Promise.all(peers.map(peer => deleteChat(ports.table, { app, owner, peer }, clear, now)));
  if (!application.settings.syncDeletion) return;
  await deliver(ports, app, owner, [deletionEvent(peers)], call.connection);
};
