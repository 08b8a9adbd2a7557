import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { sns } from '../../../lib/protocol/services/sns.ts';

/** Lists friend groups: there can be none yet. */
export const groupGet: Handler<typeof sns.commands.group_get, unknown> = async (body, { caller }) => {
  actingAccount(caller, body.From_Account, sns);
  return {
    ResultItem: [],
    CurrentSequence: 0,
  };
};
