import { permit } from '../../../lib/domain/group/standing.ts';
import type { MarkLimit } from '../../../lib/domain/room/mark-plan.ts';
import { markMembers } from '../../../lib/domain/room/marks.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { groupOpenAvchatroomHttpSvc } from '../../../lib/protocol/services/group_open_avchatroom_http_svc.ts';
import type { GroupDeps } from '../deps.ts';
import { roomCall } from '../room-call.ts';

type Spec = typeof groupOpenAvchatroomHttpSvc.commands.modify_user_info;

const reasons: Readonly<Record<MarkLimit, string>> = {
  kinds: 'a room has at most 10 kinds of marks',
  members: 'a mark has at most 1,000 members',
};

/** Marks members who are in a live room; a mark ends when the member leaves. `markMembers` says what it costs. */
export const modifyUserInfo: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { CommandType, MemberList } = body;
  const { group, life, actor } = await roomCall(body, context, deps, 'modify_user_info');
  permit('setAdmins', group, actor);
  const wanted = MemberList.map(({ Member_Account, Marks }) => ({ account: Member_Account, marks: Marks }));
  const { done, limit } = await markMembers(deps, life, wanted, CommandType === 1 ? 'set' : 'remove');
  if (done.length === 0) {
    throw new Fault('GroupParameterNotValid', limit ? reasons[limit] : 'none of them is in the room');
  }
  return {
    CommandType,
    MemberList: done.map(({ account, marks: Marks }) => ({ Member_Account: account, Marks: [...Marks] })),
  };
};
