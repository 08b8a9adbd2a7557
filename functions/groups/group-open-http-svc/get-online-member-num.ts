import { onlineCount } from '../../../lib/domain/room/online-count.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { roomCommands } from '../../../lib/protocol/room-commands.ts';
import type { GroupDeps } from '../deps.ts';
import { roomCall, shardsOf } from '../room-call.ts';

type Spec = typeof roomCommands.get_online_member_num;

/** Counts the accounts and guests in a live room; `onlineCount` says how, and what it costs. */
export const getOnlineMemberNum: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { life } = await roomCall(body, context, deps, 'avchatroom_get_members');
  return { OnlineMemberNum: await onlineCount(deps, life, await shardsOf(deps, life)) };
};
