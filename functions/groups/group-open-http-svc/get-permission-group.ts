import {
  permissionGroupPage,
  permissionGroupsNamed,
} from '../../../lib/domain/permission/permission-group-store.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { permissionGroupCommands } from '../../../lib/protocol/permission-group-commands.ts';
import type { GroupDeps } from '../deps.ts';
import { permissionCall } from '../permission-call.ts';
import { permissionGroupEntry } from '../permission-on-wire.ts';

type Spec = typeof permissionGroupCommands.get_permission_group;

/** Reads permission groups: 1 read unit for each that is named, or for each begun 4 KB of a page. */
export const getPermissionGroup: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { life } = await permissionCall(body, 'seeMembers', context, deps);
  const named = [...new Set(body.PermissionGroupIdList ?? [])];
  if (named.length > 0) {
    const found = await permissionGroupsNamed(deps.table, life, named);
    return {
      PermissionGroupInfoList: named.map(id => permissionGroupEntry(id, found.get(id))),
      Next: '',
    };
  }
  const { groups, next = '' } = await permissionGroupPage(deps.table, life, body.Limit, body.Next ?? '');
  return {
    PermissionGroupInfoList: groups.map(group => permissionGroupEntry(group.id, group)),
    Next: next,
  };
};
