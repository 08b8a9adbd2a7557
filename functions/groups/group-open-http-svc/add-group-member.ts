import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import { noteRequest } from '../../../lib/domain/group/requests.ts';
import { type Actor, actorIn, permit } from '../../../lib/domain/group/standing.ts';
import { checkType, outranks } from '../../../lib/domain/group/types.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { UserId } from '../../../lib/protocol/ids.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { GroupItem } from '../../../lib/table/group-items.ts';
import { addMembers } from '../add-members.ts';
import type { GroupDeps } from '../deps.ts';
import { resultNumber } from '../member-results.ts';
import { type Place, welcome } from '../membership.ts';
import { tellLeaders } from '../tell-leaders.ts';

type Spec = typeof groupOpenHttpSvc.commands.add_group_member;

/** Whether an invitation has to wait for the owner or an administrator. @throws Fault GroupNotPermitted */
const mustWait = ({ inviteOption }: GroupItem, { standing }: Actor): boolean => {
  if (standing === 'App') return false;
  if (inviteOption === 'DisableInvite') throw new Fault('GroupNotPermitted');
  return inviteOption === 'NeedPermission' && !outranks(standing, 'Member');
};

const ask = async (place: Place, { account }: Actor, invited: readonly UserId[]) => {
  const { deps, context, group } = place;
  const life = lifeOf(context.application.id, group);
  for (const one of invited) {
    const now = deps.clock.now();
    const request = await noteRequest(deps.table, life, { account: one, inviter: account, message: '' }, now);
    await tellLeaders(place, request);
  }
  return { MemberList: invited.map(Member_Account => ({ Member_Account, Result: resultNumber('waits') })) };
};

/**
 * Puts accounts into a group, or asks whether they may come. What became of each is told; when nobody came and nobody was there,
 * the reason of the first is the answer.
 */
export const addGroupMember: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { id: app } = context.application;
  const group = await deps.groups.expect(app, body.GroupId);
  checkType('add_group_member', group.type);
  const actor = await actorIn(deps.table, group, lifeOf(app, group), context.caller);
  permit('invite', group, actor);
  const place = { deps, context, group };
  const accounts = [...new Set(body.MemberList.map(({ Member_Account }) => Member_Account))];
  if (mustWait(group, actor)) return ask(place, actor, accounts);
  const { results, members, count, obstacle } = await addMembers(place, accounts);
  const came = [...results.values()].some(result => result !== 'full');
  if (obstacle && !came) throw new Fault(obstacle);
  await welcome(place, members, { operator: actor.account, joinType: 2, count, silent: body.Silence === 1 });
  return {
    MemberList: accounts.map(account => ({
      Member_Account: account,
      Result: resultNumber(results.get(account)),
    })),
  };
};
