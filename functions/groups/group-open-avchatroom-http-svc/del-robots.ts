import { removeRobots } from '../../../lib/domain/room/robots.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { groupOpenAvchatroomHttpSvc } from '../../../lib/protocol/services/group_open_avchatroom_http_svc.ts';
import type { GroupDeps } from '../deps.ts';
import { roomCall } from '../room-call.ts';

type Spec = typeof groupOpenAvchatroomHttpSvc.commands.del_robots;

/** Takes such accounts out of the list again: 2 write units each. */
export const delRobots: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { life } = await roomCall(body, context, deps, 'robots');
  await removeRobots(deps, life, [...new Set(body.Robot_Account)]);
  return {};
};
