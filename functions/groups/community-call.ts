import { lifeOf } from '../../lib/domain/group/group-store.ts';
import { checkType } from '../../lib/domain/group/refused-commands.ts';
import type { GroupOperation } from '../../lib/domain/group/rights.ts';
import { actorIn, permit } from '../../lib/domain/group/standing.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { GroupItem } from '../../lib/table/group-items.ts';
import type { GroupDeps } from './deps.ts';
import type { GroupCall } from './member-call.ts';

/**
 * The community whose topics or permission groups a call is about.
 * @throws Fault CommunityOff, GroupIdNotValid, GroupNotFound, GroupNotPermitted
 */
export const communityOf = async (
  { GroupId }: { readonly GroupId: string },
  things: 'topics' | 'permission_groups',
  { application }: Context,
  { groups }: GroupDeps,
): Promise<GroupItem> => {
  if (!application.settings.communities) throw new Fault('CommunityOff');
  const group = await groups.expect(application.id, GroupId);
  checkType(things, group.type);
  return group;
};

/**
 * A group in which the caller may do something: 1 read unit for a client, and what `actorIn` says.
 * @param operation what the caller wants to do to it
 * @throws Fault GroupNotPermitted
 */
export const permittedCall = async (
  group: GroupItem,
  operation: GroupOperation,
  { application, caller }: Context,
  { table }: GroupDeps,
): Promise<GroupCall> => {
  const life = lifeOf(application.id, group);
  const actor = await actorIn(table, group, life, caller);
  permit(operation, group, actor);
  return { group, life, actor };
};
