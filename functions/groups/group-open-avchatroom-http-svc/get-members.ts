import { forEachOf } from '../../../lib/domain/bounded.ts';
import { hiddenIn, markedList } from '../../../lib/domain/room/marked.ts';
import { onlineList, pageOf } from '../../../lib/domain/room/online-list.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { groupOpenAvchatroomHttpSvc } from '../../../lib/protocol/services/group_open_avchatroom_http_svc.ts';
import type { GroupLife } from '../../../lib/table/group-keys.ts';
import type { GroupDeps } from '../deps.ts';
import { roomCall, shardsOf } from '../room-call.ts';

type Spec = typeof groupOpenAvchatroomHttpSvc.commands.get_members;

/** Contract: group-commands.md 7.2. */
const pageSize = 500;

const listFor = async (deps: GroupDeps, life: GroupLife, mark: number | undefined) => {
  if (mark !== undefined) return markedList(deps, life, mark);
  const [shards, hidden] = await Promise.all([shardsOf(deps, life), hiddenIn(deps, life)]);
  return onlineList(deps, life, shards, hidden);
};

/** Lists who is in a live room, the newest first, 500 at once; `pageOf` says what leads to the next page. */
export const getMembers: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { life } = await roomCall(body, context, deps, 'avchatroom_get_members');
  const { page, next } = pageOf(await listFor(deps, life, body.Mark), body.Timestamp, pageSize);
  const MemberList = await forEachOf(page, async ({ account, joinedAt }) => {
    const card = await deps.accounts.find(life.app, account);
    return {
      Member_Account: account,
      JoinTime: Math.floor(joinedAt / 1000),
      NickName: card?.nick ?? '',
      Avatar: card?.faceUrl ?? '',
    };
  });
  return { MemberList: [...MemberList], NextTimestamp: next };
};
