import { deleteForOne } from '../../../lib/domain/message/mark-messages.ts';
import type { TablePorts } from '../../../lib/domain/program.ts';
import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { openim } from '../../../lib/protocol/services/openim.ts';

type Spec = typeof openim.commands.delete_c2c_msg_ramble;

/** Deletes messages for one of the two: 1 read and 2 write units for each message up to 1 KB. */
export const deleteC2cMsgRamble: Handler<Spec, TablePorts> = async (body, { application, caller }, deps) => {
  const viewer = actingAccount(caller, body.Operator_Account, openim);
  const wanted = { app: application.id, viewer, peer: body.Peer_Account, keys: body.MsgKeyList };
  await deleteForOne(deps.table, wanted, deps.clock.now());
  return {};
};
