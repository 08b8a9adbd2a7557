import { membersAmong } from '../../../lib/domain/group/member-store.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { GroupDeps } from '../deps.ts';
import { memberInfo, mutesFor, numbersFor, onlineFor } from '../member-on-wire.ts';
import { readingMembers } from '../reading-members.ts';

type Spec = typeof groupOpenHttpSvc.commands.get_specified_group_member_info;

/** Reads named members, 1 read unit each, up to 2½ more, and what `onlineFor` costs; who is no member is left out. */
export const getSpecifiedGroupMemberInfo: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { table, clock } = deps;
  const { group, life, filter, reader } = await readingMembers(
    'get_specified_group_member_info',
    body,
    context,
    deps,
  );
  const [members, mutes, numbers] = await Promise.all([
    membersAmong(table, life, body.Member_List_Account),
    mutesFor(table, life, filter, clock.now()),
    numbersFor(table, life, filter),
  ]);
  const { settings } = context.application;
  const online = await onlineFor(deps, life, filter, settings, [...members.values()]);
  const roles = body.MemberRoleFilter;
  return {
    GroupId: group.group,
    MemberList: body.Member_List_Account.flatMap(account => {
      const member = members.get(account);
      if (!member || (roles && !roles.includes(member.role))) return [];
      return [memberInfo(member, filter, mutes, { ...reader, numbers }, online)];
    }),
  };
};
