import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import { leave } from '../../../lib/domain/group/leave.ts';
import { memberOf } from '../../../lib/domain/group/member-store.ts';
import { may } from '../../../lib/domain/group/rights.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { GroupDeps } from '../deps.ts';
import { endGroup } from '../end-group.ts';
import { leaveLiveRoom } from '../live-room.ts';
import { farewell } from '../membership.ts';

type Spec = typeof groupOpenHttpSvc.commands.quit_group;

/** Leaves a group; the last one who leaves takes it along. `leave` says what it costs. */
export const quitGroup: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { id: app } = context.application;
  const { account } = context.caller;
  const group = await deps.groups.expect(app, body.GroupId);
  if (group.type === 'AVChatRoom') {
    await leaveLiveRoom({ deps, context, group });
    return {};
  }
  const life = lifeOf(app, group);
  const member = await memberOf(deps.table, life, account);
  if (!member) throw new Fault('GroupNotPermitted', 'no member of the group');
  const mayLeave = ({ role }: Pick<typeof member, 'role'>) => may('leave', group.type, role);
  if (!mayLeave(member)) throw new Fault('OwnerMayNotLeave');
  const { members, count } = await leave(deps.table, life, [account], mayLeave);
  deps.groups.forget(app, group.group);
  const place = { deps, context, group };
  await farewell(place, members, { operator: account, how: 'left', count });
  if (count === 0 && members.length > 0) await endGroup(place, account, 'recycled');
  return {};
};
