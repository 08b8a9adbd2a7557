import { forEachOf } from '../../../lib/domain/bounded.ts';
import { permit } from '../../../lib/domain/group/standing.ts';
import { changeAdmins } from '../../../lib/domain/room/admins.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { groupOpenAvchatroomHttpSvc } from '../../../lib/protocol/services/group_open_avchatroom_http_svc.ts';
import type { GroupDeps } from '../deps.ts';
import { roomCall } from '../room-call.ts';

type Spec = typeof groupOpenAvchatroomHttpSvc.commands.modify_admin;

/** Makes accounts administrators of a live room, in it or not, or ordinary again: 1 read and 1 write unit. */
export const modifyAdmin: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { id: app } = context.application;
  const { group, actor } = await roomCall(body, context, deps, 'modify_admin');
  permit('setAdmins', group, actor);
  const cards = await forEachOf(body.Admin_Account, account => deps.accounts.find(app, account));
  if (cards.includes(undefined)) throw new Fault('GroupAccountNotFound');
  const how = body.CommandType === 1 ? 'set' : 'remove';
  if (!(await changeAdmins(deps.table, app, group.group, body.Admin_Account, how))) {
    throw new Fault('GroupParameterNotValid', 'a live room has at most 5 administrators');
  }
  deps.groups.forget(app, group.group);
  return {};
};
