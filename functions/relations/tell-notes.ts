import type { FriendOwner } from '../../lib/domain/friend/tie.ts';
import { type DeliveryPorts, deliver } from '../../lib/domain/session/deliver.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { notesChanges, type PushedNotes } from '../../lib/protocol/relation-pushes.ts';

/** Tells the owner's other clients what is noted of friends from now on: 1 read unit for each push. */
export const tellNotes = async (
  deps: DeliveryPorts,
  { call }: Context,
  { app, owner }: FriendOwner,
  notes: readonly PushedNotes[],
): Promise<void> => {
  for (const change of notesChanges(notes)) await deliver(deps, app, owner, [change], call.connection);
};
