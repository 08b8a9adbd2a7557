import type { Shared } from '../../../lib/domain/program.ts';
import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { recentcontact } from '../../../lib/protocol/services/recentcontact.ts';
import { deleteChats } from '../delete-chats.ts';
import { nameOf } from '../names-of.ts';
import { ownerOf } from '../owner-of.ts';

type Spec = typeof recentcontact.commands.delete;

const deleteOne: Handler<Spec, DeliveryPorts & Shared> = async (body, context, deps) => {
  const name = nameOf(body);
  const owner = await ownerOf(body.From_Account, context, deps);
  await deleteChats(deps, context, owner, [name], body.ClearRamble === 1);
  return {};
};

/** Removes a conversation from a list. */
export { deleteOne as delete };
