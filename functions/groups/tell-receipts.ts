import { tellAccounts } from '../../lib/domain/fan-out/ring.ts';
import { noticeEvent } from '../../lib/domain/group/notices.ts';
import { identityOf } from '../../lib/domain/group-log/pushed-message.ts';
import type { ReadCount } from '../../lib/domain/group-log/receipts.ts';
import type { GroupItem } from '../../lib/table/group-items.ts';
import type { GroupLife } from '../../lib/table/group-keys.ts';
import type { GroupDeps } from './deps.ts';

/** Tells senders how many have read their messages: 1 read unit for each sender. */
export const tellReceipts = async (
  deps: GroupDeps,
  group: GroupItem,
  { app }: GroupLife,
  counts: readonly ReadCount[],
): Promise<void> => {
  const senders = new Set(counts.map(({ message }) => message.sender));
  await Promise.all(
    [...senders].map(sender => {
      const receipts = counts
        .filter(({ message }) => message.sender === sender)
        .map(({ message, read, unread }) => ({
          ...identityOf(app, message),
          ReadNum: read,
          UnreadNum: unread,
        }));
      const event = noticeEvent(group, { GroupMsgReceiptList: receipts }, deps.clock.now());
      return tellAccounts(deps, app, [sender], [event]);
    }),
  );
};
