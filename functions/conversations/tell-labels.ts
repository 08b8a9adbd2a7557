import { type DeliveryPorts, deliver } from '../../lib/domain/session/deliver.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { type LabelChange, labelEvent } from '../../lib/protocol/conversation-pushes.ts';
import type { UserId } from '../../lib/protocol/ids.ts';

/** Tells an account's other clients of a change of its groups or marks. */
export const tellLabels = async (
  ports: DeliveryPorts,
  { application, call }: Context,
  owner: UserId,
  change: LabelChange,
): Promise<void> => {
  await deliver(ports, application.id, owner, [labelEvent(change)], call.connection);
};
