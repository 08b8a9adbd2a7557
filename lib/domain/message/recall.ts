import { Fault } from '../../kernel/fault.ts';
import { ConditionFailed, type Table } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { MessageItem } from '../../table/items.ts';
import { noteChange } from '../conversation/chat-store.ts';
import { type MessageName, messagesNamed } from './find-message.ts';
import { recallNotice } from './notices.ts';

/** What is recalled, and until when that is allowed. */
export interface Recall extends MessageName {
  readonly recalledBy: UserId;
  /** Seconds after the message in which it may be recalled; absent: always. */
  readonly windowSeconds?: number;
}

/** Messages that carry these numbers: one, or twins with different content, of which the first not yet recalled is meant. */
const findMessage = async (table: Table, target: MessageName, now: number): Promise<MessageItem> => {
  const all = await messagesNamed(table, target, now);
  const mine = all.filter(({ sender }) => sender === target.sender);
  const message = mine.find(item => !item.recalledBy) ?? mine[0];
  if (!message) throw new Fault('MessageNotFound');
  return message;
};

/**
 * Marks the message and leaves the notice for clients that are away, both or none: 8 write units, as a transaction costs
 * double. Recalls are rare, and a notice without a recall, or the other way round, would be wrong for ever.
 */
const mark = async (
  table: Table,
  message: MessageItem,
  recalledBy: UserId,
  second: number,
): Promise<void> => {
  const { PK, SK } = message;
  try {
    await table.transact([
      {
        update: {
          key: { PK, SK },
          set: 'SET recalledBy = :account',
          condition: 'attribute_exists(PK) AND attribute_not_exists(recalledBy)',
          values: { ':account': recalledBy },
        },
      },
      { put: { item: recallNotice(message, recalledBy, second) } },
    ]);
  } catch (error) {
    if (error instanceof ConditionFailed) throw new Fault('MessageAlreadyRecalled');
    throw error;
  }
};

/**
 * Recalls a message: 1 read and 10 write units. The conversations are noted first: noted in vain does no harm, a recall that
 * no sync looks for would.
 * @param now milliseconds since 1970
 * @throws Fault MessageNotFound, MessageAlreadyRecalled, RecallWindowPassed
 */
export const recallMessage = async (table: Table, recall: Recall, now: number): Promise<MessageItem> => {
  const { app, sender, receiver, recalledBy, windowSeconds = Number.POSITIVE_INFINITY } = recall;
  const message = await findMessage(table, recall, now);
  if (message.recalledBy) throw new Fault('MessageAlreadyRecalled');
  const second = Math.floor(now / 1000);
  if (second - message.time > windowSeconds) throw new Fault('RecallWindowPassed');
  await Promise.all([
    noteChange(table, { app, owner: receiver, peer: sender }, second),
    sender !== receiver && noteChange(table, { app, owner: sender, peer: receiver }, second),
  ]);
  await mark(table, message, recalledBy, second);
  return { ...message, recalledBy };
};
