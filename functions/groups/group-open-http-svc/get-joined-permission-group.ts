import { memberOf } from '../../../lib/domain/group/member-store.ts';
import { permissionGroupsNamed } from '../../../lib/domain/permission/permission-group-store.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { permissionGroupCommands } from '../../../lib/protocol/permission-group-commands.ts';
import { permissionGroupNamed, permissionReference } from '../../../lib/table/group-keys.ts';
import type { GroupDeps } from '../deps.ts';
import { permissionCall } from '../permission-call.ts';
import { permissionGroupEntry } from '../permission-on-wire.ts';

type Spec = typeof permissionGroupCommands.get_joined_permission_group;

/** Reads the permission groups that a member is in, by default the caller: 1 read unit, and 1 for each. */
export const getJoinedPermissionGroup: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { life } = await permissionCall(body, 'seeMembers', context, deps);
  const member = await memberOf(deps.table, life, body.Member_Account ?? context.caller.account);
  if (!member) throw new Fault('GroupParameterNotValid', 'Member_Account: no member');
  const joined = member.permissionGroups ?? new Set<string>();
  const ids = [...joined].map(name => permissionGroupNamed(name).id);
  const found = ids.length > 0 ? await permissionGroupsNamed(deps.table, life, ids) : new Map();
  const groups = [...found.values()].filter(group => joined.has(permissionReference(group)));
  return { PermissionGroupInfoList: groups.map(group => permissionGroupEntry(group.id, group)) };
};
