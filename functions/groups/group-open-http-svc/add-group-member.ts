import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import { membersAmong } from '../../../lib/domain/group/member-store.ts';
import { checkType } from '../../../lib/domain/group/refused-commands.ts';
import { noteRequest } from '../../../lib/domain/group/requests.ts';
import { outranks } from '../../../lib/domain/group/rights.ts';
import { type Actor, actorIn, permit, standingFor } from '../../../lib/domain/group/standing.ts';
import { asksInvited } from '../../../lib/domain/group/types.ts';
import type { Context, Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { UserId } from '../../../lib/protocol/ids.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { GroupItem } from '../../../lib/table/group-items.ts';
import { addMembers } from '../add-members.ts';
import { askInvited } from '../ask-invited.ts';
import type { GroupDeps } from '../deps.ts';
import { knownAmong } from '../known-accounts.ts';
import { resultNumber } from '../member-results.ts';
import { type Place, welcome } from '../membership.ts';
import { tellLeaders } from '../tell-leaders.ts';

type Spec = typeof groupOpenHttpSvc.commands.add_group_member;

/** Who has to agree to an invitation. @throws Fault GroupNotPermitted */
const whoAgrees = (
  { inviteOption, type }: GroupItem,
  actor: Actor,
  { settings }: Context['application'],
): 'leaders' | 'invited' | 'nobody' => {
  if (actor.standing === 'App') return 'nobody';
  if (inviteOption === 'DisableInvite') throw new Fault('GroupNotPermitted');
  if (inviteOption === 'NeedPermission' && !outranks(standingFor('decide', actor), 'Member'))
    return 'leaders';
  return asksInvited(type, settings) ? 'invited' : 'nobody';
};

const askLeaders = async (place: Place, inviter: UserId, invited: readonly UserId[]): Promise<void> => {
  const { deps, context, group } = place;
  const life = lifeOf(context.application.id, group);
  for (const account of invited) {
    const request = { account, inviter, message: '' };
    await tellLeaders(place, await noteRequest(deps.table, life, request, deps.clock.now()));
  }
};

/** Invites those who exist and are no members yet; somebody has to agree. */
const invite = async (
  place: Place,
  { account: inviter }: Actor,
  accounts: readonly UserId[],
  agrees: 'leaders' | 'invited',
) => {
  const { deps, context, group } = place;
  const { id: app } = context.application;
  const [known, members] = await Promise.all([
    knownAmong(deps, app, accounts),
    membersAmong(deps.table, lifeOf(app, group), accounts),
  ]);
  if (known.size === 0) throw new Fault('GroupAccountNotFound');
  const invited = accounts.filter(account => known.has(account) && !members.has(account));
  await (agrees === 'leaders' ? askLeaders : askInvited)(place, inviter, invited);
  const resultOf = (account: UserId) => {
    if (members.has(account)) return 'already';
    return known.has(account) ? 'waits' : undefined;
  };
  return {
    MemberList: accounts.map(account => ({
      Member_Account: account,
      Result: resultNumber(resultOf(account)),
    })),
  };
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
  const agrees = whoAgrees(group, actor, context.application);
  if (agrees !== 'nobody') return invite(place, actor, accounts, agrees);
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
