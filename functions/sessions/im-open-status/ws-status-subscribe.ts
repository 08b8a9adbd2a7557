import type { TablePorts } from '../../../lib/domain/program.ts';
import { watch } from '../../../lib/domain/status/watch-store.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { imOpenStatus } from '../../../lib/protocol/services/im_open_status.ts';
import { absent, statusCaller } from '../status-caller.ts';

type Spec = typeof imOpenStatus.commands.ws_status_subscribe;

/** Subscribes the client; for the cost of one account see `watch`. */
export const wsStatusSubscribe: Handler<Spec, TablePorts> = async (body, context, { table, clock }) => {
  const client = statusCaller(context, clock);
  const accounts = [...new Set(body.To_Account)];
  const watched = await Promise.all(accounts.map(account => watch(table, client, account, clock.now())));
  return { ErrorList: absent(accounts.filter((_, i) => !watched[i])) };
};
