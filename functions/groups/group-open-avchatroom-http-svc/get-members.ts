import { forEachOf } from '../../../lib/domain/bounded.ts';
import { onlineList } from '../../../lib/domain/room/online.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { groupOpenAvchatroomHttpSvc } from '../../../lib/protocol/services/group_open_avchatroom_http_svc.ts';
import type { GroupDeps } from '../deps.ts';
import { roomCall, shardsOf } from '../room-call.ts';

type Spec = typeof groupOpenAvchatroomHttpSvc.commands.get_members;

/** Contract: group-commands.md 7.2. */
const pageSize = 500;

/** Lists who is in a live room, the newest first; the time of the last one on a page leads to the next. */
export const getMembers: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { life } = await roomCall(body, context, deps, 'avchatroom_get_members');
  const all = await onlineList(deps, life, await shardsOf(deps, life), body.Mark);
  const older = body.Timestamp === 0 ? all : all.filter(({ joinedAt }) => joinedAt < body.Timestamp);
  const page = older.slice(0, pageSize);
  const MemberList = await forEachOf(page, async ({ account, joinedAt }) => {
    const card = await deps.accounts.find(life.app, account);
    return {
      Member_Account: account,
      JoinTime: Math.floor(joinedAt / 1000),
      NickName: card?.nick ?? '',
      Avatar: card?.faceUrl ?? '',
    };
  });
  const last = page.at(-1);
  return { MemberList: [...MemberList], NextTimestamp: older.length > pageSize && last ? last.joinedAt : 0 };
};
