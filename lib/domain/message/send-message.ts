import type { Table } from '../../kernel/ports.ts';
import type { ApplicationSettings } from '../../protocol/application-settings.ts';
import type { ChatItem, MessageItem } from '../../table/items.ts';
import { chatOf, noteChange, noteMessage } from '../conversation/chat-store.ts';
import type { ChatSide } from '../conversation/cut.ts';
import { identityOf } from './message-identity.ts';
import { type Draft, itemOf, type Stored, storeOnce } from './message-store.ts';
import { lateNotice } from './notices.ts';
import { overlapSeconds } from './overlap.ts';

/** The conversations that a message belongs to, the receiver's first. */
const sidesOf = ({ app, sender, receiver, receiverOnly, unheard }: Draft): readonly ChatSide[] => {
  const theirs = { app, owner: receiver, peer: sender };
  const mine = { app, owner: sender, peer: receiver };
  if (unheard) return [mine];
  return receiverOnly || sender === receiver ? [theirs] : [theirs, mine];
};

/** @returns the receiver's side, when it is noted there */
const note = async (
  table: Table,
  draft: Draft,
  message: MessageItem,
  now: number,
): Promise<ChatItem | undefined> => {
  const [first] = await Promise.all(sidesOf(draft).map(side => noteMessage(table, side, message, now)));
  return draft.unheard ? undefined : first;
};

/**
 * After this many seconds a repeat also leaves a notice: when the first attempt ended before it noted the message, clients
 * may have synced past it by now. Half the overlap of two syncs.
 */
const lateSeconds = overlapSeconds / 2;

/** Does once more what an attempt that ended half-way may have left out. */
const noteAgain = async (table: Table, draft: Draft, { message, repeat }: Stored, now: number) => {
  await note(table, draft, message, now);
  if (!repeat || now - message.time < lateSeconds) return;
  await table.put({ item: lateNotice(message, now) });
  await Promise.all(sidesOf(draft).map(side => noteChange(table, side, now)));
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
  const [stored, theirs] = await Promise.all([
    storeOnce(table, draft, identity, first, retentionDays),
    note(table, draft, first, now),
  ]);
  if (stored.message !== first) await noteAgain(table, draft, stored, now);
  return theirs?.remind ? { ...stored, remind: theirs.remind } : stored;
};

/** A message for those who are connected now; nothing is stored. */
export const passingMessage = (draft: Draft, now: number): MessageItem =>
  itemOf(draft, identityOf(draft), 0, now, 0);

/** In an application that stores nothing the receiver still says how it wants to be told: 1 read unit. */
const unstoredMessage = async (table: Table, draft: Draft, now: number): Promise<Stored> => {
  const { app, sender, receiver } = draft;
  const theirs = await chatOf(table, { app, owner: receiver, peer: sender }, now * 1000);
  const stored = { message: passingMessage(draft, now), repeat: false };
  return theirs?.remind ? { ...stored, remind: theirs.remind } : stored;
};

/**
 * Takes a message, and stores it unless it is not to be stored.
 * @param passing it is for those who are connected now
 * @param now seconds since 1970
 */
export const acceptMessage = async (
  table: Table,
  draft: Draft,
  { noStore, retentionDays }: Pick<ApplicationSettings, 'noStore' | 'retentionDays'>,
  passing: boolean,
  now: number,
): Promise<Stored> => {
  if (passing) return { message: passingMessage(draft, now), repeat: false };
  return noStore ? unstoredMessage(table, draft, now) : sendMessage(table, draft, now, retentionDays);
};
