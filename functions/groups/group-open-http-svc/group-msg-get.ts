import type { Handler } from '../../../lib/kernel/call.ts';
import type { groupReadingCommands } from '../../../lib/protocol/group-reading-commands.ts';
import type { GroupDeps } from '../deps.ts';
import { historyReply } from '../history-on-wire.ts';
import { groupCall } from '../member-call.ts';
import { namedMessages } from '../named-messages.ts';

type Spec = typeof groupReadingCommands.group_msg_get;

/** Reads the history of a group as the caller sees it: 2 read units, and 1 for each begun 4 KB of messages. */
export const groupMsgGet: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const called = await groupCall(body, context, deps);
  const { ReqMsgSeqList } = body;
  return ReqMsgSeqList
    ? namedMessages(ReqMsgSeqList, body, called, context, deps)
    : historyReply(body, called, context, deps);
};
