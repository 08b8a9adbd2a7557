import type { Table } from '../../kernel/ports.ts';
import type { MessageItem } from '../../table/items.ts';
import { noteMessage } from '../conversation/chat-store.ts';
import { identityOf } from './message-identity.ts';
import { type Draft, itemOf, type Stored, storeOnce } from './message-store.ts';

const note = async (table: Table, draft: Draft, message: MessageItem, now: number): Promise<void> => {
  const { app, sender, receiver, receiverOnly } = draft;
  const sides = [
    { app, owner: receiver, peer: sender },
    ...(receiverOnly || sender === receiver ? [] : [{ app, owner: sender, peer: receiver }]),
  ];
  await Promise.all(sides.map(side => noteMessage(table, side, message, now)));
};

/**
 * Stores a message and notes it in both conversations, all at once: 4 write units up to 1 KB. When it returns, every
 * reader that begins afterwards sees the message. A repeat is answered with the first message and notes it again, because
 * the first attempt may have ended before it did.
 * @param now seconds since 1970
 */
export const sendMessage = async (
  table: Table,
  draft: Draft,
  now: number,
  retentionDays: number,
): Promise<Stored> => {
  const identity = identityOf(draft);
  const first = itemOf(draft, identity, 0, now, retentionDays);
  const [stored] = await Promise.all([
    storeOnce(table, draft, identity, first, retentionDays),
    note(table, draft, first, now),
  ]);
  if (stored.message !== first) await note(table, draft, stored.message, now);
  return stored;
};

/** A message for those who are connected now; nothing is stored. */
export const passingMessage = (draft: Draft, now: number): MessageItem =>
  itemOf(draft, identityOf(draft), 0, now, 0);
