import { checkPermissionGroupTexts } from '../../../lib/domain/permission/permission-group-id.ts';
import { changePermissionGroup } from '../../../lib/domain/permission/permission-group-store.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { permissionGroupCommands } from '../../../lib/protocol/permission-group-commands.ts';
import { permissionChange } from '../../../lib/protocol/permission-pushes.ts';
import type { GroupDeps } from '../deps.ts';
import { permissionGroupCall } from '../permission-call.ts';
import { checkGift } from '../permission-gifts.ts';
import { permissionGroupInfo } from '../permission-on-wire.ts';
import { tellPermissions } from '../tell-permissions.ts';

type Spec = typeof permissionGroupCommands.modify_permission_group;

/** Changes a permission group and tells everyone in the community: 1 write unit for each begun KB, and 1 request to the queue. */
export const modifyPermissionGroup: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const called = await permissionGroupCall(body, 'managePermissionGroups', context, deps);
  const { group, life, actor, permissionGroup } = called;
  const { PermissionGroupName: name, Permission: permission, CustomString: customString } = body;
  checkPermissionGroupTexts(body);
  if (permission !== undefined) checkGift(actor, { from: permissionGroup.permission, to: permission });
  const change = { name, permission, customString };
  const changed = await changePermissionGroup(deps.table, life, permissionGroup, change);
  if (!changed) throw new Fault('PermissionGroupNotFound');
  await tellPermissions(
    { deps, context, group },
    { OpType: permissionChange.groupChanged, PermissionGroupInfo: permissionGroupInfo(changed) },
  );
  return {};
};
