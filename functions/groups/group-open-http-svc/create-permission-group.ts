import {
  checkPermissionGroupId,
  checkPermissionGroupTexts,
  newPermissionGroupId,
} from '../../../lib/domain/permission/permission-group-id.ts';
import {
  createPermissionGroup as make,
  mostPermissionGroups,
  permissionGroupCountOf,
  permissionGroupOf,
} from '../../../lib/domain/permission/permission-group-store.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { permissionGroupCommands } from '../../../lib/protocol/permission-group-commands.ts';
import { permissionChange } from '../../../lib/protocol/permission-pushes.ts';
import type { GroupDeps } from '../deps.ts';
import { permissionCall } from '../permission-call.ts';
import { checkGift } from '../permission-gifts.ts';
import { permissionGroupInfo } from '../permission-on-wire.ts';
import { tellPermissions } from '../tell-permissions.ts';

type Spec = typeof permissionGroupCommands.create_permission_group;

/** Makes a permission group and tells everyone in the community: 4 write units for each begun KB, and 1 request to the queue. */
export const createPermissionGroup: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { group, life, actor } = await permissionCall(body, 'managePermissionGroups', context, deps);
  checkPermissionGroupTexts(body);
  checkGift(actor, { to: body.Permission });
  const id = body.PermissionGroupId ? checkPermissionGroupId(body.PermissionGroupId) : newPermissionGroupId();
  const { PermissionGroupName: name, Permission: permission, CustomString: customString } = body;
  const card = { id, name, permission, ...(customString && { customString }) };
  if (!(await make(deps.table, life, card, deps.clock.now()))) {
    if (await permissionGroupOf(deps.table, life, id)) throw new Fault('GroupIdTaken');
    if ((await permissionGroupCountOf(deps.table, life)) >= mostPermissionGroups)
      throw new Fault('TooManyGroupsOfAccount', 'the community has as many permission groups as it may have');
    throw new Error('permission groups change too fast');
  }
  const made = await permissionGroupOf(deps.table, life, id);
  await tellPermissions(
    { deps, context, group },
    {
      OpType: permissionChange.groupCreated,
      ...(made && { PermissionGroupInfo: permissionGroupInfo(made) }),
    },
  );
  return { PermissionGroupId: id };
};
