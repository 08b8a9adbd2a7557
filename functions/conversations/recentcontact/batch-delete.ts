import type { Shared } from '../../../lib/domain/program.ts';
import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { groupIn } from '../../../lib/protocol/conversation-name.ts';
import type { recentcontact } from '../../../lib/protocol/services/recentcontact.ts';
import { deleteChats } from '../delete-chats.ts';
import { namesOf } from '../names-of.ts';
import { ownerOf } from '../owner-of.ts';

type Spec = typeof recentcontact.commands.batch_delete;

/** Removes conversations from a list. */
export const batchDelete: Handler<Spec, DeliveryPorts & Shared> = async (body, context, deps) => {
  const names = namesOf(body.ContactItem);
  const owner = await ownerOf(body.From_Account, context, deps);
  await deleteChats(deps, context, owner, names, body.ClearRamble === 1);
  return {
    ResultItem: names.map(name => {
      const group = groupIn(name);
      const done = { ResultCode: 0, ResultInfo: '' };
      return group === undefined
        ? { Type: 1 as const, To_Account: name, ...done }
        : { Type: 2 as const, ToGroupid: group, ...done };
    }),
  };
};
