import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { sns } from '../../../lib/protocol/services/sns.ts';

/** Lists blocked accounts: nobody can be blocked yet. */
export const blackListGet: Handler<typeof sns.commands.black_list_get, unknown> = async (
  body,
  { caller },
) => {
  actingAccount(caller, body.From_Account, sns);
  return {
    BlackListItem: [],
    StartIndex: 0,
    CurruentSequence: 0,
    CurrentSequence: 0,
    CompleteFlag: 1,
  };
};
