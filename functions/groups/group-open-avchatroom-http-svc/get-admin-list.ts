import { forEachOf } from '../../../lib/domain/bounded.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { groupOpenAvchatroomHttpSvc } from '../../../lib/protocol/services/group_open_avchatroom_http_svc.ts';
import type { GroupDeps } from '../deps.ts';
import { roomCall } from '../room-call.ts';

type Spec = typeof groupOpenAvchatroomHttpSvc.commands.get_admin_list;

/** Lists the administrators of a live room. */
export const getAdminList: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { id: app } = context.application;
  deps.groups.forget(app, body.GroupId);
  const { group } = await roomCall(body, context, deps, 'get_admin_list');
  const admins = await forEachOf(group.admins ?? [], async account => {
    const card = await deps.accounts.find(app, account);
    return { Admin_Account: account, NickName: card?.nick ?? '', Avatar: card?.faceUrl ?? '' };
  });
  return { Admin_List: [...admins] };
};
