import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { openim } from '../../../lib/protocol/services/openim.ts';
import { recall } from '../recall.ts';

type Spec = typeof openim.commands.msgwithdraw;

/** Recalls a message of one's own. */
export const msgwithdraw: Handler<Spec, DeliveryPorts> = async (body, context, deps) => {
  const { application, caller, call } = context;
  const { From_Account, To_Account, MsgSeq, MsgRandom, MsgTimeStamp } = body.MsgInfo;
  const sender = actingAccount(caller, From_Account, openim);
  const wanted = {
    app: application.id,
    sender,
    receiver: To_Account,
    key: { seq: MsgSeq, random: MsgRandom, time: MsgTimeStamp },
    recalledBy: sender,
    windowSeconds: application.settings.recallWindowSeconds,
  };
  await recall(deps, wanted, call.connection);
  return {};
};
