import { tellGroup } from '../../../lib/domain/fan-out/ring.ts';
import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import { membersAmong } from '../../../lib/domain/group/member-store.ts';
import { noticeEvent } from '../../../lib/domain/group/notices.ts';
import { kindOf } from '../../../lib/domain/group-log/kind.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { roomCommands } from '../../../lib/protocol/room-commands.ts';
import type { GroupDeps } from '../deps.ts';

type Spec = typeof roomCommands.send_group_system_notification;

/** Of what an application makes up itself (contract: groups.md 11.3). */
const ownKind = 255;

/** Tells members who are connected something of the application, whatever the rate: 1 request to the queue. */
export const sendGroupSystemNotification: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { application, caller } = context;
  const { GroupId, Content, ToMembers_Account: named = [], TopicId } = body;
  const group = await deps.groups.expectPlace(application, GroupId, TopicId);
  const kind = kindOf(group.type);
  if (named.length > 0 && kind === 'room') throw new Fault('GroupNotPermitted', 'a room is told as a whole');
  const life = lifeOf(application.id, group);
  const notice = {
    ReportType: ownKind,
    Operator_Account: caller.account,
    UserDefinedField: Content,
  };
  const event = noticeEvent(group, notice, deps.clock.now());
  const to = named.length > 0 ? [...(await membersAmong(deps.table, life, named)).keys()] : undefined;
  await tellGroup(deps, life, [event], { kind, ...(to && { to }) });
  return {};
};
