import type { Shared } from '../../../lib/domain/program.ts';
import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { recentcontact } from '../../../lib/protocol/services/recentcontact.ts';
import { deleteChats } from '../delete-chats.ts';
import { ownerOf } from '../owner-of.ts';
import { peersOf } from '../peers-of.ts';

type Spec = typeof recentcontact.commands.batch_delete;

/** Removes conversations from a list. */
export const batchDelete: Handler<Spec, DeliveryPorts & Shared> = async (body, context, deps) => {
  const peers = peersOf(body.ContactItem);
  const owner = await ownerOf(body.From_Account, context, deps);
  await deleteChats(deps, context, owner, peers, body.ClearRamble === 1);
  return {
    ResultItem: peers.map(peer => ({ Type: 1 as const, To_Account: peer, ResultCode: 0, ResultInfo: '' })),
  };
};
