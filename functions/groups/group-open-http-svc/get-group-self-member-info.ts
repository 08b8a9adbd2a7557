import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import type { GroupView } from '../../../lib/domain/group/group-views.ts';
import { memberOf } from '../../../lib/domain/group/member-store.ts';
import type { Standing } from '../../../lib/domain/group/rights.ts';
import { worthOf } from '../../../lib/domain/group/standing.ts';
import { traits } from '../../../lib/domain/group/types.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { GroupDeps } from '../deps.ts';
import { baseInfo, groupFields, type WireFields } from '../group-on-wire.ts';
import { describeGroups } from '../group-results.ts';
import { memberInfo, mutesFor } from '../member-on-wire.ts';

type Spec = typeof groupOpenHttpSvc.commands.get_group_self_member_info;

/** Reads groups and what the caller is in each: 3 read units for each group, 4 when it is to be told who is muted. */
export const getGroupSelfMemberInfo: Handler<Spec, GroupDeps> = async (
  body,
  { application, caller },
  { table, clock },
) => {
  const { account } = caller;
  const filter = body.ResponseFilter ?? {};
  const describe = async (view: GroupView): Promise<WireFields> => {
    const { group, state: numbers } = view;
    const life = lifeOf(application.id, group);
    const member = traits[group.type].members ? await memberOf(table, life, account) : undefined;
    const standing: Standing = caller.admin ? 'App' : member ? worthOf(group, member.role) : 'NotMember';
    if (standing === 'NotMember' && !traits[group.type].foundById) throw new Fault('GroupNotPermitted');
    const mutes = await mutesFor(table, life, filter, clock.now());
    const reader = { account, standing, type: group.type, settings: application.settings, numbers };
    const self = member && memberInfo(member, filter, mutes, reader);
    return {
      ...baseInfo(view, application, filter.GroupBaseInfoFilter),
      ...groupFields(view, application, { standing }, filter.AppDefinedDataFilter_Group),
      // Published clients read the one or the other.
      ...(self && { SelfInfo: self, MemberInfo: [self] }),
    };
  };
  return { GroupInfo: await describeGroups(table, application.id, body.GroupIdList, describe) };
};
