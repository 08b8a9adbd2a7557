import { tellAccounts } from '../../../lib/domain/fan-out/ring.ts';
import { noticeEvent } from '../../../lib/domain/group/notices.ts';
import { markGroupRead } from '../../../lib/domain/group-log/read-position.ts';
import { markTopicRead } from '../../../lib/domain/topic/topic-reads.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { groupReadingCommands } from '../../../lib/protocol/group-reading-commands.ts';
import type { GroupDeps } from '../deps.ts';
import { groupCall } from '../member-call.ts';

type Spec = typeof groupReadingCommands.msg_read_report;

/** Notes how far the caller has read and tells its other clients: 3 read units and 1 write unit. */
export const msgReadReport: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { group, life } = await groupCall(body, context, deps);
  const { account } = context.caller;
  const now = deps.clock.now();
  const mark = group.topic ? markTopicRead : markGroupRead;
  const seq = await mark(deps.table, life, account, body.MsgReadedSeq, now);
  if (seq === undefined) return {};
  const read = {
    GroupReadInfoArray: [{ GroupId: group.group, TopicId: group.topic?.topic, LastReadMsgSeq: seq }],
  };
  await tellAccounts(deps, life.app, [account], [noticeEvent(group, read, now)], context.call.connection);
  return {};
};
