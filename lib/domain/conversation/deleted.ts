import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { ChatItem, MessageItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
import { newestFirst } from '../message/history.ts';
import { chatOf } from './chat-store.ts';
import { type ChatSide, coversSecond, cutNow, cutsOf } from './cut.ts';

/** Two devices that change one conversation at the same moment; more do not meet. */
const attempts = 4;

/** Newest message that a conversation shows, without what its owner deleted or cleared: 1 read unit and more. */
export const newestShown = async (
  table: Table,
  app: SdkAppId,
  owner: UserId,
  chat: ChatItem,
  now: number,
): Promise<MessageItem | undefined> => {
  const cuts = cutsOf(chat);
  // Nothing was noted since: no need to look.
  if (coversSecond(cuts, chat.lastTime)) return undefined;
  const request = { app, viewer: owner, peer: chat.peer, limit: 1, withRecalled: true, cuts };
  for await (const message of newestFirst(table, request, now)) if (!message.noLast) return message;
  return undefined;
};

/** Whether a conversation that was deleted is still out of the list: no read when nothing was noted since. */
export const stillDeleted = async (
  table: Table,
  app: SdkAppId,
  owner: UserId,
  chat: ChatItem,
  now: number,
): Promise<boolean> =>
  chat.deleted !== undefined && (await newestShown(table, app, owner, chat, now)) === undefined;

/**
 * Takes a conversation out of one side's list, with all that is in it now: 1 read and 1 write unit. A message that comes
 * at the same moment is either in it and gone, or brings the conversation back; it is pinned no longer.
 * @param clear also takes the history away from this side
 * @param now milliseconds since 1970
 * @returns false when there is no such conversation, or when another device has deleted it later than that
 */
export const deleteChat = async (
  table: Table,
  side: ChatSide,
  clear: boolean,
  now: number,
): Promise<boolean> => {
  const cut = await cutNow(table, side, now);
  const later = (attribute: string) => `(attribute_not_exists(${attribute}) OR ${attribute}.#at <= :at)`;
  return conditionHeld(
    table.update({
      key: keys.chat(side.app, side.owner, side.peer),
      set: `SET deleted = :cut${clear ? ', cleared = :cut' : ''} ADD lives :one`,
      condition: `attribute_exists(PK) AND ${later('deleted')}${clear ? ` AND ${later('cleared')}` : ''}`,
      names: { '#at': 'at' },
      values: { ':cut': cut, ':at': cut.at, ':one': 1 },
    }),
  );
};

/**
 * Empties a conversation for one side: 2 read and 1 write units. It stays in the list if it is there.
 * @param now milliseconds since 1970
 * @returns false when there is no such conversation
 */
export const clearChat = async (table: Table, side: ChatSide, now: number): Promise<boolean> => {
  for (let left = attempts; left > 0; left -= 1) {
    const chat = await chatOf(table, side, now);
    if (!chat) return false;
    const gone = await stillDeleted(table, side.app, side.owner, chat, now);
    const cut = await cutNow(table, side, now);
    const write = table.update({
      key: keys.chat(side.app, side.owner, side.peer),
      set: `SET cleared = :cut${gone ? '' : ' REMOVE deleted'}`,
      condition: chat.lives === undefined ? 'attribute_not_exists(lives)' : 'lives = :lives',
      values: { ':cut': cut, ...(chat.lives !== undefined && { ':lives': chat.lives }) },
    });
    if (await conditionHeld(write)) return true;
  }
  throw new Error('a conversation was deleted many times while it was emptied');
};
