import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { openim } from '../../../lib/protocol/services/openim.ts';
import { recall } from '../recall.ts';

type Spec = typeof openim.commands.admin_msgwithdraw;

/** Recalls anybody's message. */
export const adminMsgwithdraw: Handler<Spec, DeliveryPorts> = async (body, context, deps) => {
  const { application, caller, call } = context;
  const wanted = {
    app: application.id,
    sender: body.From_Account,
    receiver: body.To_Account,
    key: body.MsgKey,
    recalledBy: caller.account,
  };
  await recall(deps, wanted, call.connection);
  return {};
};
