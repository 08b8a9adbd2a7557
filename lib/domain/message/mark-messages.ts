import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { MessageKey } from '../../protocol/message-key.ts';
import type { MessageItem } from '../../table/items.ts';
import { conditionHeld } from '../condition-held.ts';
import { messagesNamed } from './find-message.ts';

/** Messages of one pair, and whose view of them changes. */
export interface MarkedMessages {
  readonly app: SdkAppId;
  readonly viewer: UserId;
  readonly peer: UserId;
  readonly keys: readonly MessageKey[];
}

const allNamed = async (
  table: Table,
  { app, viewer, peer, keys }: MarkedMessages,
  now: number,
): Promise<readonly MessageItem[]> => {
  const found = await Promise.all(
    keys.map(key => messagesNamed(table, { app, sender: viewer, receiver: peer, key }, now)),
  );
  return [...new Map(found.flat().map(message => [message.SK, message])).values()];
};

/** The member that says that the viewer has deleted it; two for what one wrote to oneself. */
const deletions = ({ sender, receiver }: MessageItem, viewer: UserId): string =>
  [sender === viewer && 'deletedBySender = :true', receiver === viewer && 'deletedByReceiver = :true']
    .filter(Boolean)
    .join(', ');

/**
 * Takes messages out of the viewer's history, list and unread count; the peer keeps them. 1 read and 2 write units for
 * each message up to 1 KB. Messages that are not there are none to delete.
 * @param now milliseconds since 1970
 */
export const deleteForOne = async (table: Table, wanted: MarkedMessages, now: number): Promise<void> => {
  const messages = await allNamed(table, wanted, now);
  await Promise.all(
    messages.map(message =>
      conditionHeld(
        table.update({
          key: { PK: message.PK, SK: message.SK },
          set: `SET ${deletions(message, wanted.viewer)}`,
          condition: 'attribute_exists(PK)',
          values: { ':true': true },
        }),
      ),
    ),
  );
};

/**
 * Notes that the viewer has read messages whose sender asked for receipts: 1 read and 2 write units for each message up
 * to 1 KB.
 * @param now milliseconds since 1970
 * @returns those messages of the peer, also those that had their receipt: it is told again, which does no harm
 */
export const noteReceipts = async (
  table: Table,
  wanted: MarkedMessages,
  now: number,
): Promise<readonly MessageItem[]> => {
  const all = await allNamed(table, wanted, now);
  const asked = all.filter(({ sender, needReceipt }) => needReceipt && sender === wanted.peer);
  await Promise.all(
    asked.map(({ PK, SK }) =>
      conditionHeld(
        table.update({
          key: { PK, SK },
          set: 'SET receiptTime = :second',
          condition: 'attribute_exists(PK) AND attribute_not_exists(receiptTime)',
          values: { ':second': Math.floor(now / 1000) },
        }),
      ),
    ),
  );
  return asked;
};
