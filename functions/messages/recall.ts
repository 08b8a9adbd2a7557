import { type Recall, recallMessage } from '../../lib/domain/message/recall.ts';
import { type DeliveryPorts, deliver } from '../../lib/domain/session/deliver.ts';
import type { ConnectionId } from '../../lib/protocol/ids.ts';
import { recallEvent } from '../../lib/protocol/pushes.ts';
import { pushedRecall } from './wire-message.ts';

/**
 * Recalls a message and tells the clients of both sides.
 * @param except the connection that asked for it
 * @throws Fault MessageNotFound, MessageAlreadyRecalled, RecallWindowPassed
 */
export const recall = async (
  ports: DeliveryPorts,
  wanted: Recall,
  except: ConnectionId | undefined,
): Promise<void> => {
  const { app, recalledBy } = wanted;
  const message = await recallMessage(ports.table, wanted, ports.clock.now());
  const event = recallEvent(pushedRecall(app, message, recalledBy));
  const accounts = new Set([message.receiver, message.sender]);
  await Promise.all([...accounts].map(account => deliver(ports, app, account, [event], except)));
};
