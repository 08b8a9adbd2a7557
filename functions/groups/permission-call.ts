import type { GroupOperation } from '../../lib/domain/group/rights.ts';
import { permissionGroupOf } from '../../lib/domain/permission/permission-group-store.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { GroupId } from '../../lib/protocol/ids.ts';
import type { PermissionGroupItem } from '../../lib/table/permission-items.ts';
import { communityOf, permittedCall } from './community-call.ts';
import type { GroupDeps } from './deps.ts';
import type { GroupCall } from './member-call.ts';

/**
 * The community whose permission groups a call is about: 1 read unit for a client, and what `actorIn` says.
 * @param operation what the caller wants to do to it
 * @throws Fault CommunityOff, GroupIdNotValid, GroupNotFound, GroupNotPermitted
 */
export const permissionCall = async (
  body: { readonly GroupId: GroupId },
  operation: GroupOperation,
  context: Context,
  deps: GroupDeps,
): Promise<GroupCall> =>
  permittedCall(await communityOf(body, 'permission_groups', context, deps), operation, context, deps);

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
