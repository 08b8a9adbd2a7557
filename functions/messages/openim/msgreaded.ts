import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { openim } from '../../../lib/protocol/services/openim.ts';
import { moveReadPositions } from '../read-positions.ts';

type Spec = typeof openim.commands.msgreaded;

/** Reports what the caller has read: 1 write unit for each conversation. */
export const msgreaded: Handler<Spec, DeliveryPorts> = async (body, { application, caller, call }, deps) => {
  const positions = body.C2CMsgReaded.C2CMsgReadedItem.map(({ To_Account: peer, LastedMsgTime: time }) => ({
    peer,
    time,
  }));
  await moveReadPositions(deps, application.id, caller.account, positions, call.connection);
  return {};
};
