import { forEachOf } from '../../../lib/domain/bounded.ts';
import type { TablePorts } from '../../../lib/domain/program.ts';
import { accountWithSessions } from '../../../lib/domain/session/session-store.ts';
import { userStatusOf } from '../../../lib/domain/status/user-status.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { customStatusText } from '../../../lib/protocol/pushes.ts';
import type { imOpenStatus } from '../../../lib/protocol/services/im_open_status.ts';
import { absent, statusCaller } from '../status-caller.ts';

type Spec = typeof imOpenStatus.commands.ws_get_user_status;

/** Tells the status of accounts: 1 read unit for each. */
export const wsGetUserStatus: Handler<Spec, TablePorts> = async (body, context, { table, clock }) => {
  const { app } = statusCaller(context, clock);
  const accounts = [...new Set(body.To_Account)];
  const seen = await forEachOf(
    accounts,
    async account => [account, await accountWithSessions(table, app, account, clock.now())] as const,
  );
  return {
    UserStatusList: seen.flatMap(([To_Account, { account, sessions }]) => {
      if (!account) return [];
      const { status, customStatus } = userStatusOf(account, sessions, clock.now());
      return [{ To_Account, Status: status, CustomStatus: customStatusText(customStatus) }];
    }),
    ErrorList: absent(seen.flatMap(([name, { account }]) => (account ? [] : [name]))),
  };
};
