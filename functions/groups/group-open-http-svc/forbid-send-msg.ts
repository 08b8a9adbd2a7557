import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import { membersAmong } from '../../../lib/domain/group/member-store.ts';
import { mute } from '../../../lib/domain/group/mutes.ts';
import { actorIn, permit } from '../../../lib/domain/group/standing.ts';
import { checkType, outranks } from '../../../lib/domain/group/types.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { GroupDeps } from '../deps.ts';
import { tellMuted } from '../member-tips.ts';
import { mutedIn } from '../muting.ts';

type Spec = typeof groupOpenHttpSvc.commands.forbid_send_msg;

/** Mutes accounts of a lower role than the caller's, members or not: 1 read and 1 write unit each, and the tip. */
export const forbidSendMsg: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { application, caller } = context;
  const group = await deps.groups.expect(application.id, body.GroupId);
  checkType('forbid_send_msg', group.type);
  const life = lifeOf(application.id, group);
  const actor = await actorIn(deps.table, group, life, caller);
  permit('mute', group, actor);
  const accounts = [...new Set(body.Members_Account)];
  const named = await membersAmong(deps.table, life, accounts);
  const standings = accounts.map(
    account => named.get(account)?.role ?? (account === group.owner ? 'Owner' : 'Member'),
  );
  if (!standings.every(standing => outranks(actor.standing, standing))) throw new Fault('GroupNotPermitted');
  const place = mutedIn(application.id, group, body.TopicId);
  const seconds = body.MuteTime ?? body.ShutUpTime ?? 0;
  await mute(deps.table, place, accounts, seconds, deps.clock.now());
  await tellMuted({ deps, context, group }, accounts, seconds);
  return {};
};
