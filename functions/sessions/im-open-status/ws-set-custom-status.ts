import type { SessionPorts } from '../../../lib/domain/session/log-in.ts';
import { setCustomStatus } from '../../../lib/domain/status/custom-status.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { imOpenStatus } from '../../../lib/protocol/services/im_open_status.ts';
import { clientOf } from '../status-caller.ts';

type Spec = typeof imOpenStatus.commands.ws_set_custom_status;

/** Sets the custom status of the caller; for its cost see `setCustomStatus`. */
export const wsSetCustomStatus: Handler<Spec, SessionPorts> = async (body, context, ports) => {
  await setCustomStatus(ports, clientOf(context), body.CustomStatus, context.call.connection);
  return {};
};
