import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { sns } from '../../../lib/protocol/services/sns.ts';

/** Lists friend requests: there can be none yet. */
export const pendencyGet: Handler<typeof sns.commands.pendency_get, unknown> = async (body, { caller }) => {
  actingAccount(caller, body.From_Account, sns);
  return {
    PendencyItem: [],
    UnreadPendencyCount: 0,
  };
};
