import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import { membersAmong } from '../../../lib/domain/group/member-store.ts';
import { actorIn, permit } from '../../../lib/domain/group/standing.ts';
import { checkType } from '../../../lib/domain/group/types.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { GroupDeps } from '../deps.ts';
import { memberInfo, mutesFor, onlineFor } from '../member-on-wire.ts';

type Spec = typeof groupOpenHttpSvc.commands.get_specified_group_member_info;

/** Reads named members, 1 read unit each, 1 or 2 more, and what `onlineFor` costs; who is no member is left out. */
export const getSpecifiedGroupMemberInfo: Handler<Spec, GroupDeps> = async (
  body,
  { application, caller },
  deps,
) => {
  const { groups, table, clock } = deps;
  const { id: app, settings } = application;
  const group = await groups.expect(app, body.GroupId);
  const { type } = group;
  checkType('get_specified_group_member_info', type);
  const life = lifeOf(app, group);
  const actor = await actorIn(table, group, life, caller);
  permit('seeMembers', group, actor);
  const filter = {
    MemberInfoFilter: body.MemberInfoFilter,
    AppDefinedDataFilter_GroupMember: body.AppDefinedDataFilter_GroupMember ?? [],
  };
  const [members, mutes] = await Promise.all([
    membersAmong(table, life, body.Member_List_Account),
    mutesFor(table, life, filter, clock.now()),
  ]);
  const online = await onlineFor(deps, life, filter, settings, [...members.values()]);
  const reader = { account: actor.account, standing: actor.standing, type, settings };
  const roles = body.MemberRoleFilter;
  return {
    GroupId: group.group,
    MemberList: body.Member_List_Account.flatMap(account => {
      const member = members.get(account);
      if (!member || (roles && !roles.includes(member.role))) return [];
      return [memberInfo(member, filter, mutes, reader, online)];
    }),
  };
};
