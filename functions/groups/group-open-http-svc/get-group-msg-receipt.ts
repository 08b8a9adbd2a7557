import { messagesOf } from '../../../lib/domain/group-log/log-store.ts';
import { checkReceipts, readCounts } from '../../../lib/domain/group-log/receipts.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { errors } from '../../../lib/protocol/errors.ts';
import type { groupReadingCommands } from '../../../lib/protocol/group-reading-commands.ts';
import type { GroupDeps } from '../deps.ts';
import { groupCall } from '../member-call.ts';

type Spec = typeof groupReadingCommands.get_group_msg_receipt;

/** Counts who has read messages: 1 read unit for each, and 1 for about 20 members in each 100 numbers. */
export const getGroupMsgReceipt: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { group, life } = await groupCall(body, context, deps);
  const { table, clock } = deps;
  const members = await checkReceipts(table, group, life);
  const now = clock.now();
  const seqs = body.MsgSeqList.map(({ MsgSeq }) => MsgSeq);
  const found = await messagesOf(table, life, seqs, now);
  const asked = found.filter(({ needReceipt }) => needReceipt);
  const counts = new Map(
    (await readCounts(table, life, asked, members, now)).map(count => [count.message.seq, count]),
  );
  return {
    GroupMsgReceiptList: seqs.map(MsgSeq => {
      const { read: ReadNum = 0, unread: UnreadNum = 0 } = counts.get(MsgSeq) ?? {};
      const Code = counts.has(MsgSeq) ? 0 : errors.GroupMessageWithoutReceipt.code;
      return { Code, MsgSeq, ReadNum, UnreadNum };
    }),
  };
};
