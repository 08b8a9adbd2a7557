import type { Handler } from '../../../lib/kernel/call.ts';
import type { groupReadingCommands } from '../../../lib/protocol/group-reading-commands.ts';
import type { GroupDeps } from '../deps.ts';
import { historyReply } from '../history-on-wire.ts';
import { groupCall } from '../member-call.ts';

type Spec = typeof groupReadingCommands.group_msg_get_simple;

/** Reads the history of a group: 1 read unit, and 1 for each begun 4 KB of messages. */
export const groupMsgGetSimple: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { NextReqMsgSeq: _, ...reply } = await historyReply(
    body,
    await groupCall(body, context, deps),
    context,
    deps,
  );
  return reply;
};
