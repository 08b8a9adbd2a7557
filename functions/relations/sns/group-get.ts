import { friendIndexOf } from '../../../lib/domain/friend/friend-index.ts';
import { allFriends } from '../../../lib/domain/friend/friend-store.ts';
import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { byteLength } from '../../../lib/protocol/ids.ts';
import type { sns } from '../../../lib/protocol/services/sns.ts';
import { relationOwner } from '../relation-owner.ts';

type Spec = typeof sns.commands.group_get;

/** Names in one answer; API Gateway carries at most 128 KB on a socket. */
const namesBytes = 100_000;

/**
 * Lists friend groups: 1 read unit; when there are any, 1 more for about 25 friends. Names that do not fit into an answer are left
 * out, group by group; their number is right all the same.
 */
export const groupGet: Handler<Spec, TablePorts & Shared> = async (body, context, { table, accounts }) => {
  const owner = await relationOwner(body.From_Account, context, { accounts });
  const index = await friendIndexOf(table, owner);
  const sequence = index?.groupSequence ?? 0;
  const unchanged = body.LastSequence > 0 && body.LastSequence === sequence && !body.GroupName;
  const groups = (index?.groups ?? []).filter(({ name }) => body.GroupName?.includes(name) ?? true);
  if (unchanged || groups.length === 0) return { ResultItem: [], CurrentSequence: sequence };
  const { friends } = await allFriends(table, owner);
  let room = body.NeedFriend === 'Need_Friend_Type_Yes' ? namesBytes : 0;
  const ResultItem = groups.map(({ id, name }) => {
    const members = friends.filter(friend => friend.groups?.has(id)).map(({ friend }) => friend);
    room -= byteLength(JSON.stringify(members));
    const To_Account = room > 0 ? { To_Account: members } : {};
    return { GroupName: name, FriendNumber: members.length, ...To_Account };
  });
  return { ResultItem, CurrentSequence: sequence };
};
