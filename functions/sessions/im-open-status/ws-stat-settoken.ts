import type { TablePorts } from '../../../lib/domain/program.ts';
import { forgetDevice, registerDevice } from '../../../lib/domain/push/device-token.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import { byteLength } from '../../../lib/protocol/ids.ts';
import type { imOpenStatus } from '../../../lib/protocol/services/im_open_status.ts';
import { clientOf } from '../status-caller.ts';

type Spec = typeof imOpenStatus.commands.ws_stat_settoken;

const maximumTokenBytes = 256;

/** Notes where the client is reached while it is away; for its cost see `registerDevice`. */
export const wsStatSettoken: Handler<Spec, TablePorts> = async (body, context, { table, clock }) => {
  const owner = clientOf(context);
  // Phones of one maker report the one, all others the other.
  const token = body.VarToken || body.TokenID;
  if (token === '' && body.PushMsg === 1) throw new Fault('PushTokenEmpty');
  if (byteLength(token) > maximumTokenBytes) throw new Fault('PushTokenTooLong');
  if (body.PushMsg === 0) await forgetDevice(table, owner);
  else {
    const now = clock.now();
    const device = { token, certificate: body.BusiID, brand: body.InstType, reportedAt: now };
    await registerDevice(table, owner, device, now);
  }
  return {};
};
