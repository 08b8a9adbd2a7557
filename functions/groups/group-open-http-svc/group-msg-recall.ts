import { tellGroup } from '../../../lib/domain/fan-out/ring.ts';
import { noticeEvent } from '../../../lib/domain/group/notices.ts';
import { isAllowed } from '../../../lib/domain/group/standing.ts';
import { traits } from '../../../lib/domain/group/types.ts';
import { kindOf } from '../../../lib/domain/group-log/kind.ts';
import { pushedGroupRecall } from '../../../lib/domain/group-log/pushed-message.ts';
import { recallMessages } from '../../../lib/domain/group-log/recall.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import { errors } from '../../../lib/protocol/errors.ts';
import type { groupMessageCommands } from '../../../lib/protocol/group-message-commands.ts';
import type { GroupDeps } from '../deps.ts';
import { groupCall } from '../member-call.ts';
import { unpinGone } from '../pinned.ts';

type Spec = typeof groupMessageCommands.group_msg_recall;

/** Recalls messages and tells the group: 1 read and 2 write units for each, 1 read unit, and 1 request to the queue. */
export const groupMsgRecall: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { group, life, actor } = await groupCall(body, context, deps);
  const { recallableGroups: types, recallWindowSeconds: windowSeconds } = context.application.settings;
  if (types.length === 0) throw new Fault('GroupRecallOff');
  if (!types.includes(group.type)) throw new Fault('GroupTypeWithoutRecall');
  const now = deps.clock.now();
  const reason = body.Reason ?? '';
  const recalling = {
    recalledBy: actor.account,
    reason,
    anyMessage: isAllowed('recallOthers', group, actor),
    windowSeconds,
  };
  const seqs = [...new Set(body.MsgSeqList.map(({ MsgSeq }) => MsgSeq))];
  const results = await recallMessages(deps.table, life, seqs, recalling, now);
  const recalled = results.flatMap(result => ('message' in result ? [result.message] : []));
  const recalls = recalled.map(message => pushedGroupRecall(life.app, group, message, reason));
  if (recalls.length > 0) {
    const event = noticeEvent(group, { GroupWithdrawInfoArray: recalls }, now);
    const except = context.call.connection && { exceptConnection: context.call.connection };
    await tellGroup(deps, life, [event], { kind: kindOf(group.type), ...except });
  }
  if (traits[group.type].stored) await unpinGone(deps, { group, life, operator: actor.account }, recalled);
  return {
    RecallRetList: results.map(result => ({
      MsgSeq: result.seq,
      RetCode: 'fault' in result ? errors[result.fault].code : 0,
    })),
  };
};
