import { deleteChat } from '../../lib/domain/conversation/deleted.ts';
import { cutGroupChat } from '../../lib/domain/group-log/delete-group-chat.ts';
import { type DeliveryPorts, deliver } from '../../lib/domain/session/deliver.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { groupIn } from '../../lib/protocol/conversation-name.ts';
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
  names: readonly UserId[],
  clear: boolean,
): Promise<void> => {
  const app = application.id;
  const now = ports.clock.now();
  const { retentionDays, syncDeletion } = application.settings;
  await Promise.all(
    names.map(name => {
      const group = groupIn(name);
      return group === undefined
        ? deleteChat(ports.table, { app, owner, peer: name }, clear, now)
        : cutGroupChat(
            ports.table,
            { app, owner, group },
            { deleted: true, cleared: clear },
            now,
            retentionDays,
          );
    }),
  );
  if (!syncDeletion) return;
  await deliver(ports, app, owner, [deletionEvent(names)], call.connection);
};
