import { lifeOf } from '../../lib/domain/group/group-store.ts';
import { checkType } from '../../lib/domain/group/refused-commands.ts';
import type { GroupOperation } from '../../lib/domain/group/rights.ts';
import { actorIn, permit } from '../../lib/domain/group/standing.ts';
import { permissionGroupOf } from '../../lib/domain/permission/permission-group-store.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { GroupId } from '../../lib/protocol/ids.ts';
import type { PermissionGroupItem } from '../../lib/table/permission-items.ts';
import type { GroupDeps } from './deps.ts';
import type { GroupCall } from './member-call.ts';

/**
 * The community whose permission groups a call is about: 1 read unit for a client, and what `actorIn` says.
 * @param operation what the caller wants to do to it
 * @throws Fault CommunityOff, GroupIdNotValid, GroupNotFound, GroupNotPermitted
 */
export const permissionCall = async (
  { GroupId }: { readonly GroupId: GroupId },
  operation: GroupOperation,
  { application, caller }: Context,
  { table, groups }: GroupDeps,
): Promise<GroupCall> => {
  if (!application.settings.communities) throw new Fault('CommunityOff');
  const group = await groups.expect(application.id, GroupId);
  checkType('permission_groups', group.type);
  const life = lifeOf(application.id, group);
  const actor = await actorIn(table, group, life, caller);
  permit(operation, group, actor);
  return { group, life, actor };
};

/** A permission group that a call is about. */
export interface PermissionGroupCall extends GroupCall {
  readonly permissionGroup: PermissionGroupItem;
}

/**
 * The permission group that a body names: 1 read unit more.
 * @throws Fault PermissionGroupNotFound, and what `permissionCall` throws
 */
export const permissionGroupCall = async (
  body: { readonly GroupId: GroupId; readonly PermissionGroupId: string },
  operation: GroupOperation,
  context: Context,
  deps: GroupDeps,
): Promise<PermissionGroupCall> => {
  const called = await permissionCall(body, operation, context, deps);
  const permissionGroup = await permissionGroupOf(deps.table, called.life, body.PermissionGroupId);
  if (!permissionGroup) throw new Fault('PermissionGroupNotFound');
  return { ...called, permissionGroup };
};
