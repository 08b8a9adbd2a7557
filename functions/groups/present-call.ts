import { isInRoom } from '../../lib/domain/room/presence.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { GroupDeps } from './deps.ts';
import { type GroupCall, groupCall } from './member-call.ts';

/**
 * The group that a body names, for its members, clients that are in a live room, and administrators of the application: 1 read
 * unit for a client.
 * @throws Fault GroupIdNotValid, GroupNotFound, GroupNotPermitted
 */
export const presentCall = async (
  body: { readonly GroupId: string },
  context: Context,
  deps: GroupDeps,
): Promise<GroupCall> => {
  const called = await groupCall(body, context, deps);
  const { account, instance } = context.caller;
  if (called.actor.standing !== 'NotMember') return called;
  const owner = instance !== undefined && { app: context.application.id, account, instance };
  if (!owner || !(await isInRoom(deps.table, owner, called.life)))
    throw new Fault('GroupNotPermitted', 'not in the room; join it first');
  return called;
};
