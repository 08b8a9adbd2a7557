import { removePermitted } from '../../../lib/domain/permission/permitted-members.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { permissionGroupCommands } from '../../../lib/protocol/permission-group-commands.ts';
import { permissionChange } from '../../../lib/protocol/permission-pushes.ts';
import type { GroupDeps } from '../deps.ts';
import { permissionGroupCall } from '../permission-call.ts';
import { tellPermissions } from '../tell-permissions.ts';

type Spec = typeof permissionGroupCommands.delete_permission_group_member;

/** Takes members out of a permission group and tells everyone in the community; `removePermitted` says what it costs. */
export const deletePermissionGroupMember: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const called = await permissionGroupCall(body, 'managePermissionMembers', context, deps);
  const { group, life, permissionGroup } = called;
  const accounts = [...new Set(body.MemberList.map(({ Member_Account }) => Member_Account))];
  const removed = await removePermitted(deps.table, life, permissionGroup, accounts);
  if (removed.length > 0)
    await tellPermissions(
      { deps, context, group },
      {
        OpType: permissionChange.membersRemoved,
        PermissionGroupId: permissionGroup.id,
        List_Account: removed,
      },
    );
  return { MemberList: accounts.map(account => ({ Member_Account: account, Result: 0 })) };
};
