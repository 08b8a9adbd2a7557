import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { MessageKey } from '../../protocol/message-key.ts';
import type { MessageItem, NoticeItem } from '../../table/items.ts';
import { byTime, keys } from '../../table/keys.ts';
import { isLive } from '../session/session-store.ts';
import { isMessage } from './history.ts';

/** Which messages, as callers name them. */
export interface MessageName {
  readonly app: SdkAppId;
  readonly sender: UserId;
  readonly receiver: UserId;
  readonly key: MessageKey;
}

/**
 * Messages of a pair that carry these numbers, from either side: one, or twins with different content: 1 read unit.
 * @param now milliseconds since 1970
 */
export const messagesNamed = async (
  table: Table,
  { app, sender, receiver, key }: MessageName,
  now: number,
): Promise<readonly MessageItem[]> => {
  const { items } = await table.query<MessageItem | NoticeItem>({
    index: byTime.index,
    where: 'PK = :pk AND begins_with(ByTime, :place)',
    values: {
      ':pk': keys.pair(app, sender, receiver),
      ':place': keys.messageTime(key.time, key.seq, key.random),
    },
    consistent: true,
  });
  return items.filter((item): item is MessageItem => isMessage(item) && isLive(item, now));
};
