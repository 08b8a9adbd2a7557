import type * as z from 'zod';
import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import type { GroupView } from '../../../lib/domain/group/group-views.ts';
import { membersOf } from '../../../lib/domain/group/member-list.ts';
import { may } from '../../../lib/domain/group/rights.ts';
import { type Actor, actorIn, standingFor } from '../../../lib/domain/group/standing.ts';
import { traits } from '../../../lib/domain/group/types.ts';
import type { Application } from '../../../lib/kernel/application.ts';
import type { Context, Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import { checkAnswerSize } from '../answer-size.ts';
import type { GroupDeps } from '../deps.ts';
import { baseInfo, groupFields, type WireFields } from '../group-on-wire.ts';
import { describeGroups } from '../group-results.ts';
import { type MemberFilter, memberInfo, mutesFor } from '../member-on-wire.ts';

type Spec = typeof groupOpenHttpSvc.commands.get_group_info;
type Filter = NonNullable<z.output<Spec['body']>['ResponseFilter']>;

/** More do not fit into an answer; `get_group_member_info` has them in pages. */
const mostMembers = 6000;

const memberList = async (
  { table, clock }: GroupDeps,
  { id, settings }: Application,
  { group, state: numbers }: GroupView,
  actor: Actor,
  filter: MemberFilter,
): Promise<WireFields> => {
  const life = lifeOf(id, group);
  const [{ members, next }, mutes] = await Promise.all([
    membersOf(table, life, { limit: mostMembers }),
    mutesFor(table, life, filter, clock.now()),
  ]);
  if (next !== undefined) throw new Fault('GroupAnswerTooLarge');
  const standing = standingFor('changeMember', actor);
  const reader = { account: actor.account, standing, type: group.type, settings, numbers };
  return { MemberList: members.map(member => memberInfo(member, filter, mutes, reader)) };
};

/** Of a filter, a part that is not named is left out; without a filter everything is there. */
const part = (filter: Filter | undefined, name: keyof Filter): readonly string[] | undefined =>
  filter ? (filter[name] ?? []) : undefined;

const describe =
  (filter: Filter | undefined, { application, caller }: Context, deps: GroupDeps) =>
  async (view: GroupView): Promise<WireFields> => {
    const { type } = view.group;
    const actor = await actorIn(deps.table, view.group, lifeOf(application.id, view.group), caller);
    if (actor.standing === 'NotMember' && !traits[type].foundById) throw new Fault('GroupNotPermitted');
    const reader = { standing: standingFor('changeProfile', actor) };
    const memberFilter = {
      MemberInfoFilter: part(filter, 'MemberInfoFilter'),
      AppDefinedDataFilter_GroupMember: part(filter, 'AppDefinedDataFilter_GroupMember'),
    };
    const wantsMembers = !filter || filter.MemberInfoFilter || filter.AppDefinedDataFilter_GroupMember;
    const wantsFields = !filter || filter.AppDefinedDataFilter_Group;
    return {
      ...baseInfo(view, application, part(filter, 'GroupBaseInfoFilter')),
      ...(wantsFields && groupFields(view, application, reader, filter?.AppDefinedDataFilter_Group)),
      ...(wantsMembers &&
        may('seeMembers', type, actor.standing) &&
        (await memberList(deps, application, view, actor, memberFilter))),
    };
  };

/**
 * Reads groups with their members: 2 read units for each group, and 1 for each begun 4 KB of its members. Of a filter, a part that is
 * not named is left out.
 */
export const getGroupInfo: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { application, call } = context;
  const tell = describe(body.ResponseFilter, context, deps);
  const GroupInfo = await describeGroups(deps.table, application.id, body.GroupIdList, tell);
  return checkAnswerSize({ GroupInfo }, call.door);
};
