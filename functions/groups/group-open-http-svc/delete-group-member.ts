import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import { leave } from '../../../lib/domain/group/leave.ts';
import { membersAmong } from '../../../lib/domain/group/member-store.ts';
import { checkType } from '../../../lib/domain/group/refused-commands.ts';
import { actorIn, beneath, permit } from '../../../lib/domain/group/standing.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { GroupDeps } from '../deps.ts';
import { farewell } from '../membership.ts';

type Spec = typeof groupOpenHttpSvc.commands.delete_group_member;

/** Removes members of a lower role than the caller's; who is no member is passed over. `leave` says what it costs. */
export const deleteGroupMember: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { id: app } = context.application;
  const group = await deps.groups.expect(app, body.GroupId);
  checkType('delete_group_member', group.type);
  const life = lifeOf(app, group);
  const actor = await actorIn(deps.table, group, life, context.caller);
  permit('remove', group, actor);
  const named = await membersAmong(deps.table, life, body.MemberToDel_Account);
  const isBeneath = await beneath(deps.table, group, life, 'remove', actor, [...named.values()]);
  if (![...named.values()].every(isBeneath))
    throw new Fault('GroupNotPermitted', 'only who has a lower role in the group can be removed');
  const { members, count } = await leave(deps.table, life, [...named.keys()], isBeneath);
  deps.groups.forget(app, group.group);
  const silent = body.Silence === 1;
  const going = { operator: actor.account, how: 'removed', count, silent, reason: body.Reason } as const;
  await farewell({ deps, context, group }, members, going);
  return {};
};
