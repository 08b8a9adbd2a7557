import { traits } from '../../../lib/domain/group/types.ts';
import { takeAwayBySender } from '../../../lib/domain/group-log/recall.ts';
import { stateOf } from '../../../lib/domain/group-log/state.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { groupMessageCommands } from '../../../lib/protocol/group-message-commands.ts';
import type { GroupDeps } from '../deps.ts';
import { groupCall } from '../member-call.ts';
import { unpinGone } from '../pinned.ts';

type Spec = typeof groupMessageCommands.delete_group_msg_by_sender;

/** Takes one sender's messages away: 1 read unit for each begun 4 KB of the last 1,000, 1 write unit for each of them. */
export const deleteGroupMsgBySender: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { group, life, actor } = await groupCall(body, context, deps);
  if (!traits[group.type].stored) return {};
  const state = await stateOf(deps.table, life);
  if (!state) throw new Fault('GroupNotFound');
  const gone = await takeAwayBySender(
    deps.table,
    life,
    body.Sender_Account,
    state.next - 1,
    deps.clock.now(),
  );
  await unpinGone(deps, { group, life, operator: actor.account }, gone);
  return {};
};
