import { forEachOf } from '../../../lib/domain/bounded.ts';
import { addRobots as add } from '../../../lib/domain/room/robots.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { groupOpenAvchatroomHttpSvc } from '../../../lib/protocol/services/group_open_avchatroom_http_svc.ts';
import type { GroupDeps } from '../deps.ts';
import { roomCall } from '../room-call.ts';

type Spec = typeof groupOpenAvchatroomHttpSvc.commands.add_robots;

/** Puts accounts into the list of a live room for good: 2 write units each. */
export const addRobots: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { life } = await roomCall(body, context, deps, 'robots');
  const cards = await forEachOf(body.Robot_Account, account => deps.accounts.find(life.app, account));
  if (cards.includes(undefined)) throw new Fault('GroupAccountNotFound');
  await add(deps, life, [...new Set(body.Robot_Account)]);
  return {};
};
