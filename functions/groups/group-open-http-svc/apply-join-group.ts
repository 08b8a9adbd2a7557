import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import { memberOf } from '../../../lib/domain/group/member-store.ts';
import { tellNotice } from '../../../lib/domain/group/notices.ts';
import { noteRequest } from '../../../lib/domain/group/requests.ts';
import { traits } from '../../../lib/domain/group/types.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { GroupItem } from '../../../lib/table/group-items.ts';
import { addMembers } from '../add-members.ts';
import type { GroupDeps } from '../deps.ts';
import { enterLiveRoom } from '../live-room.ts';
import { cameBySelf, type Place, welcome } from '../membership.ts';
import { tellLeaders } from '../tell-leaders.ts';

type Spec = typeof groupOpenHttpSvc.commands.apply_join_group;

/** Whether somebody who asks has to wait. @throws Fault GroupNotPermitted when nobody can ask */
const mustWait = ({ type, applyOption }: GroupItem): boolean => {
  const { apply, members } = traits[type];
  if (!members || apply === 'never' || (apply === 'asOption' && applyOption === 'DisableApply')) {
    throw new Fault('GroupNotPermitted', 'nobody can ask to come into this group; a member has to invite');
  }
  return apply === 'asOption' && applyOption === 'NeedPermission';
};

const ask = async (place: Place, message: string, more?: string): Promise<void> => {
  const { deps, context, group } = place;
  const { application, caller } = context;
  const wish = { account: caller.account, message };
  const request = await noteRequest(deps.table, lifeOf(application.id, group), wish, deps.clock.now());
  await tellLeaders(place, request, more);
};

const enter = async (place: Place): Promise<void> => {
  const { deps, context, group } = place;
  const { account } = context.caller;
  const { results, members, count, obstacle } = await addMembers(place, [account]);
  if (obstacle) throw new Fault(obstacle);
  if (results.get(account) === 'already') throw new Fault('AlreadyGroupMember');
  const { id: app } = context.application;
  await Promise.all([
    welcome(place, members, { operator: account, joinType: 1, count }),
    tellNotice(deps, app, group, [account], cameBySelf(account), context.call.connection),
  ]);
};

/** Joins a group at once where anybody may, else notes the wish and tells who decides. Into a live room only its client comes. */
export const applyJoinGroup: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { id: app } = context.application;
  const group = await deps.groups.expect(app, body.GroupId);
  const place = { deps, context, group };
  if (group.type === 'AVChatRoom') return enterLiveRoom(place);
  if (!mustWait(group)) {
    await enter(place);
    return { JoinedStatus: 'JoinedSuccess' };
  }
  if (await memberOf(deps.table, lifeOf(app, group), context.caller.account)) {
    throw new Fault('AlreadyGroupMember');
  }
  await ask(place, body.ApplyMsg ?? '', body.UserDefinedField);
  return { JoinedStatus: 'WaitAdminApproval' };
};
