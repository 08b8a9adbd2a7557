import { noteReceipts } from '../../../lib/domain/message/mark-messages.ts';
import { type DeliveryPorts, deliver } from '../../../lib/domain/session/deliver.ts';
import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import { openim } from '../../../lib/protocol/services/openim.ts';
import { receiptEvent } from '../wire-message.ts';

type Spec = typeof openim.commands.c2c_msg_read_receipt;

/** Confirms messages one by one to their sender: 1 read and 2 write units for each message up to 1 KB. */
export const c2cMsgReadReceipt: Handler<Spec, DeliveryPorts> = async (
  body,
  { application, caller },
  deps,
) => {
  const { id: app } = application;
  const viewer = actingAccount(caller, body.Operator_Account, openim);
  const { Peer_Account: peer, C2CMsgInfo: named } = body;
  if (named.some(({ From_Account, To_Account }) => From_Account !== peer || To_Account !== viewer))
    throw new Fault('MessageFormatNotValid');
  const now = deps.clock.now();
  const read = await noteReceipts(deps.table, { app, viewer, peer, keys: named.map(({ key }) => key) }, now);
  if (read.length > 0)
    await deliver(deps, app, peer, [receiptEvent(app, viewer, read, Math.floor(now / 1000))]);
  return {};
};
