import { ConditionFailed, type Query, type Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { ChatItem, MessageItem, Pin, PinsItem } from '../../table/items.ts';
import { expiryAttribute, keys } from '../../table/keys.ts';
import { allPages } from '../all-pages.ts';
import { conditionHeld } from '../condition-held.ts';
import { isLive } from '../session/session-store.ts';
import type { ChatSide } from './cut.ts';

/** Parts of an update: what one message changes in a conversation, and under which condition. */
interface Part {
  readonly set: string;
  readonly condition?: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const activity = (peer: UserId, message: MessageItem, now: number): Part => ({
  // What holds more than a conversation does is kept when the conversation is over.
  set: '#peer = :peer, v = :v, #expires = if_not_exists(keptUntil, :expires), lastTime = :now',
  values: { ':peer': peer, ':v': 1, ':expires': message.ExpiresAt, ':now': now },
});

const shown = ({ ByTime, SK }: MessageItem): Part => ({
  set: 'lastKey = :position, lastMessage = :message',
  condition: '(attribute_not_exists(lastKey) OR lastKey <= :position)',
  values: { ':position': ByTime, ':message': SK },
});

const counted = ({ time }: MessageItem): Part => ({
  set: 'peerTime = :time',
  condition: '(attribute_not_exists(peerTime) OR peerTime <= :time)',
  values: { ':time': time },
});

const change = async (
  table: Table,
  { app, owner, peer }: ChatSide,
  parts: readonly Part[],
): Promise<ChatItem | undefined> => {
  const condition = parts.flatMap(part => part.condition ?? []).join(' AND ');
  try {
    return await table.update<ChatItem>({
      key: keys.chat(app, owner, peer),
      set: `SET ${parts.map(({ set }) => set).join(', ')}`,
      ...(condition && { condition }),
      names: { '#peer': 'peer', '#expires': expiryAttribute },
      values: Object.assign({}, ...parts.map(({ values }) => values)) as Record<string, unknown>,
    });
  } catch (error) {
    if (error instanceof ConditionFailed) return undefined;
    throw error;
  }
};

/**
 * Notes a message in one side's conversation: 1 write unit. What it notes only moves forward, so that messages may be
 * noted in any order and any number of times; when one part is ahead already, each is written by itself.
 * @param now seconds since 1970 of this attempt, which may be later than the message
 * @returns the conversation as it is then, which says how its owner is told of messages; undefined when nothing had to be
 *   written
 */
export const noteMessage = async (
  table: Table,
  side: ChatSide,
  message: MessageItem,
  now: number,
): Promise<ChatItem | undefined> => {
  const always = activity(side.peer, message, now);
  const ahead = [
    ...(message.noLast ? [] : [shown(message)]),
    ...(message.sender === side.owner || message.noUnread ? [] : [counted(message)]),
  ];
  let chat = await change(table, side, [always, ...ahead]);
  if (chat) return chat;
  for (const part of ahead) chat = (await change(table, side, [always, part])) ?? chat;
  return chat;
};

/** Notes a change that is no message, for the next sync: 1 write unit. A conversation that is not there stays away. */
export const noteChange = (table: Table, { app, owner, peer }: ChatSide, time: number): Promise<boolean> =>
  conditionHeld(
    table.update({
      key: keys.chat(app, owner, peer),
      set: 'SET lastTime = :time',
      condition: 'lastTime < :time',
      values: { ':time': time },
    }),
  );

/**
 * Moves the read position forward: 1 write unit.
 * @returns false when it was there already, or when there is no such conversation
 */
export const markRead = (table: Table, { app, owner, peer }: ChatSide, time: number): Promise<boolean> =>
  conditionHeld(
    table.update({
      key: keys.chat(app, owner, peer),
      set: 'SET readTime = :time',
      condition: 'attribute_exists(PK) AND (attribute_not_exists(readTime) OR readTime < :time)',
      values: { ':time': time },
    }),
  );

/** An account's conversations, and which of them it has pinned. */
export interface Conversations {
  readonly chats: readonly ChatItem[];
  readonly pins: readonly Pin[];
  /** Of the pins; absent before the first. */
  readonly version?: number;
}

/**
 * Every one-to-one conversation of an account with its pins, strongly consistent: 1 read unit for each begun 4 KB, which
 * hold about 15 conversations.
 */
export const conversationsOf = async (
  table: Table,
  app: SdkAppId,
  owner: UserId,
  now: number,
): Promise<Conversations> => {
  const items = await allPages<ChatItem | PinsItem>(table, {
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.account(app, owner).PK, ':prefix': keys.chatPrefix },
    consistent: true,
  });
  const pinned = items.find((item): item is PinsItem => 'pins' in item);
  return {
    chats: items.filter((item): item is ChatItem => 'peer' in item && isLive(item, now)),
    pins: pinned?.pins ?? [],
    ...(pinned && { version: pinned.version }),
  };
};

/** Conversations read at once where seldom all are wanted: 7 read units. */
const chatsAtOnce = 100;

/**
 * One-to-one conversations of an account by peer, from one to another, both included; strongly consistent, 1 read unit for each
 * begun 4 KB, read as they are asked for.
 */
export async function* chatsFrom(
  table: Table,
  app: SdkAppId,
  owner: UserId,
  { first, last }: { readonly first?: UserId | undefined; readonly last?: UserId | undefined },
  now: number,
): AsyncGenerator<readonly ChatItem[]> {
  let after: Query['after'];
  do {
    const page = await table.query<ChatItem>({
      where: 'PK = :pk AND SK BETWEEN :first AND :last',
      values: {
        ':pk': keys.account(app, owner).PK,
        ':first': first === undefined ? keys.chatPrefix : keys.chat(app, owner, first).SK,
        ':last': last === undefined ? keys.behindChats : keys.chat(app, owner, last).SK,
      },
      consistent: true,
      limit: chatsAtOnce,
      ...(after && { after }),
    });
    yield page.items.filter(item => isLive(item, now));
    after = page.next;
  } while (after);
}

/** One side of a conversation, strongly consistent: 1 read unit. */
export const chatOf = async (
  table: Table,
  { app, owner, peer }: ChatSide,
  now: number,
): Promise<ChatItem | undefined> => {
  const chat = await table.get<ChatItem>(keys.chat(app, owner, peer), { consistent: true });
  return chat && isLive(chat, now) ? chat : undefined;
};

/**
 * How far each of the peers has read what `account` wrote: half a read unit for each.
 * @returns seconds since 1970 by peer; 0 for a peer that has read nothing
 */
export const peerReadTimes = async (
  table: Table,
  app: SdkAppId,
  account: UserId,
  peers: readonly UserId[],
  now: number,
): Promise<ReadonlyMap<UserId, number>> => {
  const keyOf = (peer: UserId) => keys.chat(app, peer, account);
  const found = await table.getMany<ChatItem>([...new Set(peers)].map(keyOf));
  const live = found.filter(chat => isLive(chat, now));
  const byOwner = new Map(live.map(chat => [chat.PK, chat.readTime ?? 0]));
  return new Map(peers.map(peer => [peer, byOwner.get(keyOf(peer).PK) ?? 0]));
};
