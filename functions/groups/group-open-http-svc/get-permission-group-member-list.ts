import { permittedPage } from '../../../lib/domain/permission/permitted-members.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { permissionGroupCommands } from '../../../lib/protocol/permission-group-commands.ts';
import type { GroupDeps } from '../deps.ts';
import { memberInfo, mutesFor } from '../member-on-wire.ts';
import { permissionGroupCall } from '../permission-call.ts';

type Spec = typeof permissionGroupCommands.get_permission_group_member_list;

/** Pages through the members of a permission group by their names: 2 read units, and 1 for each member. */
export const getPermissionGroupMemberList: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const called = await permissionGroupCall(body, 'seeMembers', context, deps);
  const { group, life, actor, permissionGroup } = called;
  const [{ members, next = '' }, mutes] = await Promise.all([
    permittedPage(deps.table, life, permissionGroup, body.Limit, body.Next ?? ''),
    mutesFor(deps.table, life, {}, deps.clock.now()),
  ]);
  const { settings } = context.application;
  const reader = { account: actor.account, standing: actor.standing, type: group.type, settings };
  return { MemberList: members.map(member => memberInfo(member, {}, mutes, reader)), Next: next };
};
