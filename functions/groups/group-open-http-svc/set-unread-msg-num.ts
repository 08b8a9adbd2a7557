import { traits } from '../../../lib/domain/group/types.ts';
import { setGroupRead } from '../../../lib/domain/group-log/read-position.ts';
import { stateOf } from '../../../lib/domain/group-log/state.ts';
import { positionFor } from '../../../lib/domain/group-log/unread.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { groupReadingCommands } from '../../../lib/protocol/group-reading-commands.ts';
import type { GroupDeps } from '../deps.ts';
import { groupCall } from '../member-call.ts';

type Spec = typeof groupReadingCommands.set_unread_msg_num;

/** Sets a member's unread count: 1 read unit, 1 for each begun 4 KB of the last 100 messages, 1 write unit. */
export const setUnreadMsgNum: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { group, life } = await groupCall(body, context, deps);
  if (!traits[group.type].unread) return {};
  const { table, clock } = deps;
  const { Member_Account: member, UnreadMsgNum: wanted } = body;
  const state = await stateOf(table, life);
  if (!state) throw new Fault('GroupNotFound');
  const position = await positionFor(table, life, member, state, wanted, clock.now());
  if (!(await setGroupRead(table, life, member, position)))
    throw new Fault('GroupNotPermitted', 'Member_Account: no member');
  return {};
};
