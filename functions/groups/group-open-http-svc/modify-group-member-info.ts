import type * as z from 'zod';
import { changeMember, noteDiscard } from '../../../lib/domain/group/change-member.ts';
import { changedFields, checkFields } from '../../../lib/domain/group/fields.ts';
import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import { memberOf } from '../../../lib/domain/group/member-store.ts';
import { mute } from '../../../lib/domain/group/mutes.ts';
import { checkType } from '../../../lib/domain/group/refused-commands.ts';
import { actorIn, standingFor } from '../../../lib/domain/group/standing.ts';
import { enterRoster, leaveRoster } from '../../../lib/domain/roster/roster-store.ts';
import type { Application } from '../../../lib/kernel/application.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import { byteLength } from '../../../lib/protocol/ids.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { GroupItem, MemberItem } from '../../../lib/table/group-items.ts';
import type { GroupLife } from '../../../lib/table/group-keys.ts';
import type { GroupDeps } from '../deps.ts';
import { checkWish, type Reach } from '../member-rights.ts';
import { tellMuted, tellRole } from '../member-tips.ts';
import { type Place, tellReceiveOption } from '../membership.ts';
import { muteAccounts } from '../muting.ts';
import { changeInTopic } from '../topic-member.ts';

type Spec = typeof groupOpenHttpSvc.commands.modify_group_member_info;
type Body = z.output<Spec['body']>;

const longestNameCard = 50;

/** A member who wants no messages at all stands in no roster. */
const listen = async (deps: GroupDeps, life: GroupLife, before: MemberItem, after: MemberItem) => {
  const [was, is] = [before.flag === 'Discard', after.flag === 'Discard'];
  if (was === is) return;
  const joined = await noteDiscard(deps.table, life, after.account, is);
  if (is) await leaveRoster(deps, life, after.shard, after.account);
  else await enterRoster(deps, life, after.shard, after.account, joined?.silenced);
};

const muteSecondsOf = ({ MuteTime, ShutUpTime, ShutUpUntil }: Body): number | undefined =>
  MuteTime ?? ShutUpTime ?? ShutUpUntil;

/** Published clients mute in a live room by this command, where there is nothing else to change. */
const mutesInRoom = (body: Body, { type }: GroupItem): boolean =>
  type === 'AVChatRoom' && !body.Role && !body.MsgFlag && body.NameCard === undefined;

/** What a body asks for, once it is known that its caller may. @throws Fault GroupNotPermitted, GroupParameterNotValid */
const wishOf = async (
  body: Body,
  reach: Reach,
  target: MemberItem | undefined,
  { settings }: Application,
) => {
  const { group, actor } = reach;
  if (!target) throw new Fault('GroupParameterNotValid', 'Member_Account: no member');
  const { Role: role, MsgFlag: flag, NameCard: nameCard, AppMemberDefinedData: fields = [] } = body;
  const muteSeconds = muteSecondsOf(body);
  await checkWish({ role, flag, nameCard, muteSeconds }, reach, target);
  if (byteLength(nameCard ?? '') > longestNameCard) {
    throw new Fault('GroupParameterNotValid', 'NameCard: too long');
  }
  const writer = {
    standing: standingFor('changeMember', actor),
    self: actor.account === target.account,
  };
  checkFields(fields, settings.memberFields, 'member', group.type, writer);
  const custom = fields.length > 0 ? (changedFields(target.custom, fields) ?? {}) : undefined;
  return { target, change: { role, flag, nameCard, custom }, muteSeconds };
};

const carryOut = async (
  place: Place,
  life: GroupLife,
  { target, change, muteSeconds }: Awaited<ReturnType<typeof wishOf>>,
): Promise<void> => {
  const { deps } = place;
  if (Object.values(change).some(value => value !== undefined)) {
    const changed = await changeMember(deps.table, life, target.account, change);
    if (!changed) throw new Fault('GroupParameterNotValid', 'Member_Account: no member');
    await listen(deps, life, target, changed);
    const { role, flag } = change;
    if (flag) await tellReceiveOption(place, target.account, flag);
    if (role && role !== target.role) await tellRole(place, target.account, role);
  }
  if (muteSeconds === undefined) return;
  await mute(deps.table, life, [target.account], muteSeconds, deps.clock.now());
  await tellMuted(place, [target.account], muteSeconds);
};

/** Changes what a member is: 2 read units, 1 write unit, 1 more to mute; and the tips. */
export const modifyGroupMemberInfo: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { application, caller } = context;
  const group = await deps.groups.expectPlace(application, body.GroupId, body.TopicId);
  const seconds = muteSecondsOf(body);
  if (group.topic) {
    const wish = { flag: body.MsgFlag, muteSeconds: seconds };
    await changeInTopic({ deps, context, group }, body.Member_Account, wish);
    return {};
  }
  if (seconds !== undefined && mutesInRoom(body, group)) {
    await muteAccounts({ deps, context, group }, [body.Member_Account], seconds);
    return {};
  }
  checkType('modify_group_member_info', group.type);
  const life = lifeOf(application.id, group);
  const [actor, target] = await Promise.all([
    actorIn(deps.table, group, life, caller),
    memberOf(deps.table, life, body.Member_Account),
  ]);
  const reach = { table: deps.table, group, life, actor };
  await carryOut({ deps, context, group }, life, await wishOf(body, reach, target, application));
  return {};
};
