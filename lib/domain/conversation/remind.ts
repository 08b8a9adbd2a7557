import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { ChatItem, MessageItem, Remind } from '../../table/items.ts';
import { expiryAttribute, keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
import { isLive } from '../session/session-store.ts';
import { chatOf } from './chat-store.ts';
import type { ChatSide } from './cut.ts';

/** Messages are not told to clients; they are in the history. */
export const silent: Remind = 1;

/** For practical purposes, never (year 2286). */
const never = 9_999_999_999;
/** Two devices that set it at the same moment; more do not meet. */
const attempts = 4;
const secondsPerDay = 86_400;

/**
 * Whether a client is not told of a message because its owner does not want to hear of the peer's. A backend's messages
 * insist, unless it says otherwise (contract: messages.md 4.1, WithMuteNotifications).
 */
export const comesInSilence = (
  {
    peer,
    remind,
    silentSince = 0,
    silentUntil = 0,
  }: Pick<ChatItem, 'peer' | 'remind' | 'silentSince' | 'silentUntil'>,
  { sender, time, insists }: Pick<MessageItem, 'sender' | 'time' | 'insists'>,
): boolean =>
  sender === peer && !insists && time >= silentSince && (remind === silent || time <= silentUntil);

/**
 * From when on a conversation is in silence that is put into it now. While messages of an earlier silence may be unread, it goes
 * back to where that one began: one span is all that is kept.
 */
const silentFrom = (before: ChatItem | undefined, second: number): number => {
  const { silentSince, silentUntil = 0, readTime = 0 } = before ?? {};
  return silentSince !== undefined && silentUntil > readTime ? silentSince : second;
};

/** What holds a setting does not expire; without one the conversation goes again, not before its messages do. */
const changeTo = (remind: Remind | 0, freedUntil: number) =>
  remind === 0
    ? {
        set: '#expires = :freed',
        remove: ' REMOVE remind, keptUntil',
        values: { ':freed': freedUntil },
      }
    : {
        set: 'remind = :remind, keptUntil = :never, #expires = :never',
        remove: '',
        values: { ':remind': remind, ':never': never },
      };

const attempt = (
  table: Table,
  { app, owner, peer }: ChatSide,
  chat: ChatItem | undefined,
  remind: Remind | 0,
  { second, retentionDays }: { readonly second: number; readonly retentionDays: number },
): Promise<boolean> => {
  const { set, remove, values } = changeTo(remind, second + retentionDays * secondsPerDay);
  const before = chat?.remind;
  const ends =
    before === silent ? { set: ', silentUntil = :until', values: { ':until': second } } : undefined;
  const since = { set: ', silentSince = :since', values: { ':since': silentFrom(chat, second) } };
  const quiet = remind === silent ? since : ends;
  return conditionHeld(
    table.update({
      key: keys.chat(app, owner, peer),
      set: `SET #peer = :peer, v = :v, lastTime = if_not_exists(lastTime, :zero), ${set}${quiet?.set ?? ''}${remove}`,
      condition: before === undefined ? 'attribute_not_exists(remind)' : 'remind = :before',
      names: { '#peer': 'peer', '#expires': expiryAttribute },
      values: {
        ':peer': peer,
        ':v': 1,
        ':zero': 0,
        ...values,
        ...quiet?.values,
        ...(before !== undefined && { ':before': before }),
      },
    }),
  );
};

/**
 * Sets how an account is told of a peer's messages, whether they have a conversation yet or not: 1 read and 1 write unit.
 * What came in silence stays uncounted afterwards.
 * @param remind 0: with offline push, as if nothing had been set
 * @param now milliseconds since 1970
 * @returns false when it was so already
 */
export const setRemind = async (
  table: Table,
  side: ChatSide,
  remind: Remind | 0,
  now: number,
  retentionDays: number,
): Promise<boolean> => {
  for (let left = attempts; left > 0; left -= 1) {
    const chat = await chatOf(table, side, now);
    if ((chat?.remind ?? 0) === remind) return false;
    if (await attempt(table, side, chat, remind, { second: Math.floor(now / 1000), retentionDays }))
      return true;
  }
  throw new Error('a setting was changed by many at the same moment');
};

/** How an account is told of peers' messages, where it has said so: 1 read unit each, in one call. */
export const remindsOf = async (
  table: Table,
  app: SdkAppId,
  owner: UserId,
  peers: readonly UserId[],
  now: number,
): Promise<ReadonlyMap<UserId, Remind>> => {
  const wanted = peers.map(peer => keys.chat(app, owner, peer));
  const chats = await table.getMany<ChatItem>(wanted, { consistent: true });
  const live = chats.filter(chat => isLive(chat, now));
  return new Map(live.flatMap(({ peer, remind }) => (remind ? [[peer, remind] as const] : [])));
};
