import { changeMember, noteDiscard } from '../../../lib/domain/group/change-member.ts';
import { changedFields, checkFields } from '../../../lib/domain/group/fields.ts';
import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import { memberOf } from '../../../lib/domain/group/member-store.ts';
import { mute } from '../../../lib/domain/group/mutes.ts';
import { actorIn } from '../../../lib/domain/group/standing.ts';
import { checkType } from '../../../lib/domain/group/types.ts';
import { enterRoster, leaveRoster } from '../../../lib/domain/roster/roster-store.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import { byteLength } from '../../../lib/protocol/ids.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { MemberItem } from '../../../lib/table/group-items.ts';
import type { GroupLife } from '../../../lib/table/keys.ts';
import type { GroupDeps } from '../deps.ts';
import { checkWish } from '../member-rights.ts';
import { tellMuted, tellRole } from '../member-tips.ts';
import { muteAccounts } from '../muting.ts';

type Spec = typeof groupOpenHttpSvc.commands.modify_group_member_info;

const longestNameCard = 50;

/** A member who wants no messages at all stands in no roster. */
const listen = async (deps: GroupDeps, life: GroupLife, before: MemberItem, after: MemberItem) => {
  const [was, is] = [before.flag === 'Discard', after.flag === 'Discard'];
  if (was === is) return;
  await noteDiscard(deps.table, life, after.account, is);
  await (is ? leaveRoster : enterRoster)(deps, life, after.shard, after.account);
};

/** Changes what a member is: 2 read units, 1 write unit, 1 more to mute; and the tips. */
export const modifyGroupMemberInfo: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { application, caller } = context;
  const { id: app, settings } = application;
  const group = await deps.groups.expect(app, body.GroupId);
  const { Role: role, MsgFlag: flag, NameCard: nameCard, AppMemberDefinedData: fields = [] } = body;
  const muteSeconds = body.MuteTime ?? body.ShutUpTime ?? body.ShutUpUntil;
  // Published clients mute in a live room like this, where there is nothing else to change.
  if (group.type === 'AVChatRoom' && muteSeconds !== undefined && !role && !flag && nameCard === undefined) {
    await muteAccounts({ deps, context, group }, [body.Member_Account], muteSeconds);
    return {};
  }
  checkType('modify_group_member_info', group.type);
  const life = lifeOf(app, group);
  const [actor, target] = await Promise.all([
    actorIn(deps.table, group, life, caller),
    memberOf(deps.table, life, body.Member_Account),
  ]);
  if (!target) throw new Fault('GroupParameterNotValid', 'Member_Account: no member');
  checkWish({ role, flag, nameCard, muteSeconds }, group.type, actor, target);
  if (byteLength(nameCard ?? '') > longestNameCard)
    throw new Fault('GroupParameterNotValid', 'NameCard: too long');
  const writer = { standing: actor.standing, self: actor.account === target.account };
  checkFields(fields, settings.memberFields, 'member', group.type, writer);

  const custom = fields.length > 0 ? (changedFields(target.custom, fields) ?? {}) : undefined;
  const change = { role, flag, nameCard, custom };
  const place = { deps, context, group };
  if (Object.values(change).some(value => value !== undefined)) {
    const changed = await changeMember(deps.table, life, target.account, change);
    if (!changed) throw new Fault('GroupParameterNotValid', 'Member_Account: no member');
    await listen(deps, life, target, changed);
    if (role && role !== target.role) await tellRole(place, target.account, role);
  }
  if (muteSeconds !== undefined) {
    await mute(deps.table, life, [target.account], muteSeconds, deps.clock.now());
    await tellMuted(place, [target.account], muteSeconds);
  }
  return {};
};
