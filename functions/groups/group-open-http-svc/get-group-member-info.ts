import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import { membersOf } from '../../../lib/domain/group/member-list.ts';
import { memberCountOf } from '../../../lib/domain/group/member-store.ts';
import { actorIn, permit } from '../../../lib/domain/group/standing.ts';
import { checkType } from '../../../lib/domain/group/types.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { UserId } from '../../../lib/protocol/ids.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import { checkAnswerSize } from '../answer-size.ts';
import type { GroupDeps } from '../deps.ts';
import { memberInfo, mutesFor, onlineFor } from '../member-on-wire.ts';

type Spec = typeof groupOpenHttpSvc.commands.get_group_member_info;

const mostAtOnce = 6000;

/** Some clients begin with a zero. */
const isBeginning = (next: string | undefined): boolean => !next || next === '0';

/** Pages through members by their names: 3 read units, 1 for about 20 members that are read or passed over, and what `onlineFor` costs. */
export const getGroupMemberInfo: Handler<Spec, GroupDeps> = async (
  body,
  { application, caller, call },
  deps,
) => {
  const { groups, table, clock } = deps;
  const { id: app, settings } = application;
  const group = await groups.expect(app, body.GroupId);
  const { type } = group;
  checkType('get_group_member_info', type);
  const life = lifeOf(app, group);
  const actor = await actorIn(table, group, life, caller);
  permit('seeMembers', group, actor);
  const filter = {
    MemberInfoFilter: body.MemberInfoFilter,
    AppDefinedDataFilter_GroupMember: body.AppDefinedDataFilter_GroupMember ?? [],
  };
  const [page, count, mutes] = await Promise.all([
    membersOf(table, life, {
      limit: body.Limit || mostAtOnce,
      offset: body.Offset,
      after: isBeginning(body.Next) ? undefined : (body.Next as UserId),
      roles: body.MemberRoleFilter,
    }),
    memberCountOf(table, life),
    mutesFor(table, life, filter, clock.now()),
  ]);
  const online = await onlineFor(deps, life, filter, settings, page.members, count);
  const reader = { account: actor.account, standing: actor.standing, type, settings };
  const reply = {
    MemberNum: count,
    MemberList: page.members.map(member => memberInfo(member, filter, mutes, reader, online)),
    ...((type === 'Community' || body.Next !== undefined) && { Next: page.next ?? '' }),
  };
  return checkAnswerSize(reply, call.door);
};
