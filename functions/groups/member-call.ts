import { lifeOf } from '../../lib/domain/group/group-store.ts';
import { type Actor, actorIn } from '../../lib/domain/group/standing.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { GroupItem } from '../../lib/table/group-items.ts';
import type { GroupLife } from '../../lib/table/group-keys.ts';
import type { GroupDeps } from './deps.ts';

/** A group that a call is about, and who calls. */
export interface GroupCall {
  readonly group: GroupItem;
  readonly life: GroupLife;
  readonly actor: Actor;
}

/**
 * The group that a body names, or its topic, for its members and administrators of the application: 1 read unit for a client.
 * @throws Fault GroupIdNotValid, GroupNotFound, CommunityOff when there are no topics, GroupNotPermitted
 */
export const groupCall = async (
  { GroupId, TopicId }: { readonly GroupId: string; readonly TopicId?: string | undefined },
  { application, caller }: Context,
  { table, groups }: GroupDeps,
): Promise<GroupCall> => {
  const group = await groups.expectPlace(application, GroupId, TopicId);
  const life = lifeOf(application.id, group);
  const actor = await actorIn(table, group, life, caller);
  // A live room keeps no members; what only some may do there is looked at by the command.
  if (actor.standing === 'NotMember' && group.type !== 'AVChatRoom')
    throw new Fault('GroupNotPermitted', 'not a member of the group; join it first');
  return { group, life, actor };
};
