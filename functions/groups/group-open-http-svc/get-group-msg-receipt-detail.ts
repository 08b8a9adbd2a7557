import { messageOf } from '../../../lib/domain/group-log/log-store.ts';
import { checkReceipts, nonReadersOf, readersOf } from '../../../lib/domain/group-log/receipts.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { groupReadingCommands } from '../../../lib/protocol/group-reading-commands.ts';
import type { GroupDeps } from '../deps.ts';
import { groupCall } from '../member-call.ts';

type Spec = typeof groupReadingCommands.get_group_msg_receipt_detail;

const defaultCount = 100;

/** Lists who has read a message, or who has not: 2 read units, and 1 for about 20 members. */
export const getGroupMsgReceiptDetail: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { group, life } = await groupCall(body, context, deps);
  const { table, clock } = deps;
  await checkReceipts(table, group, life);
  const now = clock.now();
  const message = await messageOf(table, life, body.MsgSeq, now);
  if (!message?.needReceipt) throw new Fault('GroupMessageWithoutReceipt');
  const unread = (body.Filter ?? body.Flag ?? 0) === 1;
  const accounts = unread
    ? await nonReadersOf(table, life, message, now)
    : await readersOf(table, life, message.seq, now);
  const behind = accounts.filter(account => account > body.Cursor);
  const page = behind.slice(0, body.Count ?? body.Num ?? defaultCount);
  return {
    MsgSeq: message.seq,
    Cursor: page.at(-1) ?? body.Cursor,
    IsFinish: page.length === behind.length ? 1 : 0,
    ...(unread
      ? { UnreadList: page.map(account => ({ Unread_Account: account })) }
      : { ReadList: page.map(account => ({ Read_Account: account })) }),
  };
};
