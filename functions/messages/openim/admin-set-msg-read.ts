import type { Shared } from '../../../lib/domain/program.ts';
import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { openim } from '../../../lib/protocol/services/openim.ts';
import { requireParties } from '../known-parties.ts';
import { moveReadPositions } from '../read-positions.ts';

type Spec = typeof openim.commands.admin_set_msg_read;

/** Marks a conversation as read for an account: 1 write unit. */
export const adminSetMsgRead: Handler<Spec, DeliveryPorts & Shared> = async (body, { application }, deps) => {
  await requireParties(deps, application.id, body.Report_Account, body.Peer_Account);
  const time = body.MsgReadTime ?? Math.floor(deps.clock.now() / 1000);
  const positions = [{ peer: body.Peer_Account, time }];
  await moveReadPositions(deps, application.id, body.Report_Account, positions, undefined);
  return {};
};
