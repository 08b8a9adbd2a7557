import { checkReceipts, noteReceipts, readCounts } from '../../../lib/domain/group-log/receipts.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { groupReadingCommands } from '../../../lib/protocol/group-reading-commands.ts';
import type { GroupDeps } from '../deps.ts';
import { groupCall } from '../member-call.ts';
import { tellReceipts } from '../tell-receipts.ts';

type Spec = typeof groupReadingCommands.group_msg_receipt;

/**
 * Notes that the caller has read messages, and tells their senders how many have: 1 read unit for each message, 1 write unit for 100
 * numbers, and what counting costs.
 */
export const groupMsgReceipt: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { group, life, actor } = await groupCall(body, context, deps);
  const { table, clock } = deps;
  const members = await checkReceipts(table, group, life);
  const now = clock.now();
  const seqs = body.MsgSeqList.map(({ MsgSeq }) => MsgSeq);
  const confirmed = await noteReceipts(table, life, actor.account, seqs, now);
  if (confirmed.length === 0) return {};
  const counts = await readCounts(table, life, confirmed, members, now);
  await tellReceipts(deps, group, life, counts);
  return {};
};
