import { checkGroupId } from '../../lib/domain/group/group-id.ts';
import { lifeOf } from '../../lib/domain/group/group-store.ts';
import { type Mute, mutesOf } from '../../lib/domain/group/mutes.ts';
import { actorIn, permit } from '../../lib/domain/group/standing.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { GroupId, SdkAppId } from '../../lib/protocol/ids.ts';
import type { GroupItem } from '../../lib/table/group-items.ts';
import type { GroupLife } from '../../lib/table/keys.ts';
import type { GroupDeps } from './deps.ts';

/**
 * Where mutes of a group, or of one of its topics, stand.
 * @throws Fault CommunityOff when the group has no topics, GroupIdNotValid
 */
export const mutedIn = (app: SdkAppId, group: GroupItem, topic: string | undefined): GroupLife => {
  const life = lifeOf(app, group);
  if (!topic) return life;
  if (!group.supportTopic) throw new Fault('CommunityOff');
  return { ...life, group: checkGroupId(topic) };
};

/** Who may not speak in a group, for who may see its members; in a live room, for who may mute. */
export const mutesIn = async (
  body: { readonly GroupId: GroupId; readonly TopicId?: string | undefined },
  { application, caller }: Context,
  { groups, table, clock }: GroupDeps,
): Promise<{ readonly GroupId: GroupId; readonly mutes: readonly Mute[] }> => {
  const group = await groups.expect(application.id, body.GroupId);
  const actor = await actorIn(table, group, lifeOf(application.id, group), caller);
  permit(group.type === 'AVChatRoom' ? 'mute' : 'seeMembers', group, actor);
  const place = mutedIn(application.id, group, body.TopicId);
  return { GroupId: group.group, mutes: await mutesOf(table, place, clock.now()) };
};
