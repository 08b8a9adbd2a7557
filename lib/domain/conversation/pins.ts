import { Fault } from '../../kernel/fault.ts';
import type { Table } from '../../kernel/ports.ts';
import { groupConversation, groupIn } from '../../protocol/conversation-name.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { ChatItem, Pin, PinsItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
import { joinedAmong } from '../group-log/delete-group-chat.ts';
import { groupChatsOf } from '../group-log/group-conversations.ts';
import { type Conversations, conversationsOf } from './chat-store.ts';
import { stillDeleted } from './deleted.ts';

/** Contract: conversations-and-login.md B. */
export const pinsAtMost = 50;
/** Devices that pin at the same moment, one after the other. */
const attempts = 5;

interface Owner {
  readonly app: SdkAppId;
  readonly owner: UserId;
}

const lifeOf = ({ lives = 0 }: ChatItem): number => lives;

/** Lives of the conversations with groups, by name. No read when none is named. */
const groupLives = async (
  table: Table,
  { app, owner }: Owner,
  names: readonly UserId[],
  now: number,
): Promise<ReadonlyMap<UserId, number>> => {
  const groups = names.flatMap(name => groupIn(name) ?? []);
  if (groups.length === 0) return new Map();
  const [joined, chats] = await Promise.all([
    joinedAmong(table, app, owner, groups),
    groupChatsOf(table, app, owner, now),
  ]);
  return new Map(
    [...joined.values()].map(({ group, born }) => {
      const chat = chats.get(group);
      return [groupConversation(group), chat?.born === born ? (chat.lives ?? 0) : 0];
    }),
  );
};

/** Pins of conversations that have not been deleted since, and have not expired or been left. */
const inForce = ({ chats, pins }: Conversations, groups: ReadonlyMap<UserId, number>): readonly Pin[] => {
  const lives = new Map([...chats.map(chat => [chat.peer, lifeOf(chat)] as const), ...groups]);
  return pins.filter(({ peer, life }) => lives.get(peer) === life);
};

/** The conversations to pin. @throws Fault ConversationNotFound for one that is not in the list */
const listedOnly = async (
  table: Table,
  { app, owner }: Owner,
  { chats }: Conversations,
  groups: ReadonlyMap<UserId, number>,
  peers: readonly UserId[],
  now: number,
): Promise<readonly Pin[]> => {
  const byPeer = new Map(chats.map(chat => [chat.peer, chat]));
  return Promise.all(
    peers.map(async peer => {
      const life = groups.get(peer);
      if (life !== undefined) return { peer, life };
      const chat = byPeer.get(peer);
      if (!chat?.lastKey || (await stillDeleted(table, app, owner, chat, now))) {
        throw new Fault('ConversationNotFound');
      }
      return { peer, life: lifeOf(chat) };
    }),
  );
};

const write = (table: Table, { app, owner }: Owner, pins: readonly Pin[], before: number | undefined) => {
  const item: PinsItem = { ...keys.pins(app, owner), v: 1, pins, version: (before ?? 0) + 1 };
  return conditionHeld(
    table.put({
      item,
      condition: before === undefined ? 'attribute_not_exists(PK)' : '#version = :before',
      ...(before !== undefined && { names: { '#version': 'version' }, values: { ':before': before } }),
    }),
  );
};

/**
 * Pins conversations of an account, or no longer: 1 read unit for about 15 conversations and 1 write unit for each begun
 * KB of pins, of which 50 have 3. All of them or none.
 * @param now milliseconds since 1970
 * @throws Fault ConversationNotFound, TooManyPins
 */
export const setPinned = async (
  table: Table,
  owner: Owner,
  peers: readonly UserId[],
  pinned: boolean,
  now: number,
): Promise<void> => {
  for (let left = attempts; left > 0; left -= 1) {
    const conversations = await conversationsOf(table, owner.app, owner.owner, now);
    const named = [...peers, ...conversations.pins.map(({ peer }) => peer)];
    const groups = await groupLives(table, owner, named, now);
    const added = pinned ? await listedOnly(table, owner, conversations, groups, peers, now) : [];
    const others = inForce(conversations, groups).filter(({ peer }) => !peers.includes(peer));
    const pins = [...others, ...added];
    if (pins.length > pinsAtMost) throw new Fault('TooManyPins');
    if (await write(table, owner, pins, conversations.version)) return;
  }
  throw new Error('pins were changed by many at the same moment');
};
