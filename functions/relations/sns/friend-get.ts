import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { sns } from '../../../lib/protocol/services/sns.ts';

/** Lists friends: there can be none yet. */
export const friendGet: Handler<typeof sns.commands.friend_get, unknown> = async (body, { caller }) => {
  actingAccount(caller, body.From_Account, sns);
  return {
    UserDataItem: [],
    StandardSequence: 0,
    CustomSequence: 0,
    FriendNum: 0,
    CompleteFlag: 1,
    NextStartIndex: 0,
  };
};
