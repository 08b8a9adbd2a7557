import { traits } from '../../../lib/domain/group/types.ts';
import { hideMessages } from '../../../lib/domain/group-log/hide-messages.ts';
import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { groupMessageCommands } from '../../../lib/protocol/group-message-commands.ts';
import { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { GroupDeps } from '../deps.ts';
import { groupCall } from '../member-call.ts';

type Spec = typeof groupMessageCommands.delete_group_ramble_msg_by_seq;

/** Deletes messages for one member: 1 read unit for each, and 1 write unit for each 100 numbers. */
export const deleteGroupRambleMsgBySeq: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const deleter = actingAccount(context.caller, body.Deleter_Account, groupOpenHttpSvc);
  const { group, life } = await groupCall(body, context, deps);
  if (!traits[group.type].stored) throw new Fault('GroupTypeWithoutDeletion');
  const hidden = await hideMessages(deps.table, life, deleter, body.Seqs, deps.clock.now());
  if (hidden === 0) throw new Fault('GroupMessagesNotFound');
  return {};
};
