import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import type { GroupView } from '../../../lib/domain/group/group-views.ts';
import { membersOf } from '../../../lib/domain/group/member-list.ts';
import { type Actor, actorIn } from '../../../lib/domain/group/standing.ts';
import { may, traits } from '../../../lib/domain/group/types.ts';
import type { Application } from '../../../lib/kernel/application.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import { checkAnswerSize } from '../answer-size.ts';
import type { GroupDeps } from '../deps.ts';
import { baseInfo, groupFields, type WireFields } from '../group-on-wire.ts';
import { describeGroups } from '../group-results.ts';
import { type MemberFilter, memberInfo, mutesFor } from '../member-on-wire.ts';

type Spec = typeof groupOpenHttpSvc.commands.get_group_info;

/** More do not fit into an answer; `get_group_member_info` has them in pages. */
const mostMembers = 6000;

const memberList = async (
  { table, clock }: GroupDeps,
  { id, settings }: Application,
  { group }: GroupView,
  { account, standing }: Actor,
  filter: MemberFilter,
): Promise<WireFields> => {
  const life = lifeOf(id, group);
  const [{ members, next }, mutes] = await Promise.all([
    membersOf(table, life, { limit: mostMembers }),
    mutesFor(table, life, filter, clock.now()),
  ]);
  if (next !== undefined) throw new Fault('GroupAnswerTooLarge');
  const reader = { account, standing, type: group.type, settings };
  return { MemberList: members.map(member => memberInfo(member, filter, mutes, reader)) };
};

/**
 * Reads groups with their members: 2 read units for each group, and 1 for each begun 4 KB of its members. Of a filter, a part that is
 * not named is left out.
 */
export const getGroupInfo: Handler<Spec, GroupDeps> = async (body, { application, caller, call }, deps) => {
  const filter = body.ResponseFilter;
  const { MemberInfoFilter: infos, AppDefinedDataFilter_GroupMember: fields } = filter ?? {};
  const describe = async (view: GroupView): Promise<WireFields> => {
    const { type } = view.group;
    const actor = await actorIn(deps.table, view.group, lifeOf(application.id, view.group), caller);
    if (actor.standing === 'NotMember' && !traits[type].foundById) throw new Fault('GroupNotPermitted');
    const lists = may('seeMembers', type, actor.standing) && (!filter || infos || fields);
    return {
      ...(filter && !filter.GroupBaseInfoFilter
        ? {}
        : baseInfo(view, application, filter?.GroupBaseInfoFilter)),
      ...(filter && !filter.AppDefinedDataFilter_Group
        ? {}
        : groupFields(view, application, actor, filter?.AppDefinedDataFilter_Group)),
      ...(lists &&
        (await memberList(deps, application, view, actor, {
          MemberInfoFilter: filter ? (infos ?? []) : undefined,
          AppDefinedDataFilter_GroupMember: filter ? (fields ?? []) : undefined,
        }))),
    };
  };
  const GroupInfo = await describeGroups(deps.table, application.id, body.GroupIdList, describe);
  return checkAnswerSize({ GroupInfo }, call.door);
};
