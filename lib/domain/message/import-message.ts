import type { Table } from '../../kernel/ports.ts';
import type { MessageItem } from '../../table/items.ts';
import { expiryAttribute, keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
import { noteChange, noteMessage } from '../conversation/chat-store.ts';
import { identityOf } from './message-identity.ts';
import { type Draft, itemOf } from './message-store.ts';
import { lateNotice } from './notices.ts';

const secondsPerDay = 86_400;

const importedItem = (draft: Draft, time: number, now: number, retentionDays: number): MessageItem => {
  const { app, sender, receiver } = draft;
  const item = itemOf(draft, identityOf(draft), 0, time, retentionDays);
  return {
    ...item,
    ...keys.imported(app, sender, receiver, item),
    // It is kept as long as others from now on: what is imported may be older than the retention.
    ExpiresAt: now + retentionDays * secondsPerDay,
  };
};

const note = async (table: Table, { app, sender, receiver }: Draft, message: MessageItem, now: number) => {
  await Promise.all([
    noteMessage(table, { app, owner: receiver, peer: sender }, message, now),
    sender !== receiver && noteMessage(table, { app, owner: sender, peer: receiver }, message, now),
  ]);
};

/**
 * Puts an old message into the history: 4 write units up to 1 KB, 8 when clients are to be told. The first import of a
 * message counts, whichever of the two it says is the sender.
 * @param time seconds since 1970 of the message
 * @param told whether clients that are away learn of it on sync
 * @param now seconds since 1970
 * @returns the message; undefined when it had been imported before
 */
export const importMessage = async (
  table: Table,
  draft: Draft,
  time: number,
  told: boolean,
  now: number,
  retentionDays: number,
): Promise<MessageItem | undefined> => {
  const message = importedItem(draft, time, now, retentionDays);
  const { PK, SK } = message;
  const fresh = await conditionHeld(
    table.put({
      item: message,
      condition: 'attribute_not_exists(PK) OR #expires <= :now',
      names: { '#expires': expiryAttribute },
      values: { ':now': now },
    }),
  );
  const stored = fresh ? message : await table.get<MessageItem>({ PK, SK }, { consistent: true });
  if (!stored) throw new Error('a message has gone while it was imported again');
  // Also of a repeat: the first attempt may have ended before it did.
  const sides = { ...draft, sender: stored.sender, receiver: stored.receiver };
  await note(table, sides, stored, now);
  if (told) {
    const { app, sender, receiver } = sides;
    await table.put({ item: lateNotice(stored, now) });
    await Promise.all([
      noteChange(table, { app, owner: receiver, peer: sender }, now),
      noteChange(table, { app, owner: sender, peer: receiver }, now),
    ]);
  }
  return fresh ? message : undefined;
};
