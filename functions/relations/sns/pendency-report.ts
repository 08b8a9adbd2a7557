import { noteRequestsSeen } from '../../../lib/domain/friend/requests-seen.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import { type DeliveryPorts, deliver } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { relationChange } from '../../../lib/protocol/relation-pushes.ts';
import type { sns } from '../../../lib/protocol/services/sns.ts';
import { relationOwner } from '../relation-owner.ts';

type Spec = typeof sns.commands.pendency_report;

/** Notes up to when friend requests were seen and tells the owner's other clients: 1 write unit, 1 read unit. */
export const pendencyReport: Handler<Spec, DeliveryPorts & Shared> = async (body, context, deps) => {
  const owner = await relationOwner(body.From_Account, context, deps);
  // Nothing that comes later has been seen, whatever the client's clock says.
  const second = Math.min(body.LatestPendencyTimeStamp, Math.floor(deps.clock.now() / 1000));
  if (await noteRequestsSeen(deps.table, owner, second)) {
    const event = relationChange({ PushType: 7, ReportTime: second });
    await deliver(deps, owner.app, owner.owner, [event], context.call.connection);
  }
  return {};
};
