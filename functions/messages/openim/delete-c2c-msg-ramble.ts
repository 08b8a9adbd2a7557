import { deleteForOne } from '../../../lib/domain/message/mark-messages.ts';
import type { TablePorts } from '../../../lib/domain/program.ts';
import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import { openim } from '../../../lib/protocol/services/openim.ts';

type Spec = typeof openim.commands.delete_c2c_msg_ramble;

/** Deletes messages for one of the two: 1 read and 2 write units for each message up to 1 KB. */
export const deleteC2cMsgRamble: Handler<Spec, TablePorts> = async (
  body,
  { application, caller, call },
  deps,
) => {
  // A client means itself; a backend that forgot for whom would delete for its administrator.
  if (call.door === 'rest' && body.Operator_Account === undefined) throw new Fault('SenderNotValid');
  const viewer = actingAccount(caller, body.Operator_Account, openim);
  const wanted = { app: application.id, viewer, peer: body.Peer_Account, keys: body.MsgKeyList };
  await deleteForOne(deps.table, wanted, deps.clock.now());
  return {};
};
