import type { TablePorts } from '../../../lib/domain/program.ts';
import { unwatch, unwatchAll } from '../../../lib/domain/status/watch-store.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { imOpenStatus } from '../../../lib/protocol/services/im_open_status.ts';
import { statusCaller } from '../status-caller.ts';

type Spec = typeof imOpenStatus.commands.ws_status_unsubscribe;

/** Ends subscriptions of the client: 1 write unit for each account, or 1 for all. */
export const wsStatusUnsubscribe: Handler<Spec, TablePorts> = async (body, context, { table, clock }) => {
  const client = statusCaller(context, clock);
  if (body.UnsubscribeAll === 1) await unwatchAll(table, client, clock.now());
  else await Promise.all((body.To_Account ?? []).map(account => unwatch(table, client, account)));
  return { ErrorList: [] };
};
