import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { sns } from '../../../lib/protocol/services/sns.ts';
import { readFriends } from '../read-friends.ts';
import { relationOwner } from '../relation-owner.ts';

type Spec = typeof sns.commands.friend_get_specified;

/** Reads everything of some friends: 2 read units each and 1 for the index. */
export const friendGetSpecified: Handler<Spec, TablePorts & Shared> = async (body, context, deps) => {
  const owner = await relationOwner(body.From_Account, context, deps);
  return readFriends(deps.table, owner, body.To_Account);
};
