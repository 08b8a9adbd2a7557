import { Fault } from '../../kernel/fault.ts';
import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { ChatItem, Pin, PinsItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
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

/** Pins of conversations that have not been deleted since, and have not expired. */
const inForce = ({ chats, pins }: Conversations): readonly Pin[] => {
  const lives = new Map(chats.map(chat => [chat.peer, lifeOf(chat)]));
  return pins.filter(({ peer, life }) => lives.get(peer) === life);
};

/** The conversations to pin. @throws Fault ConversationNotFound for one that is not in the list */
const listedOnly = async (
  table: Table,
  { app, owner }: Owner,
  { chats }: Conversations,
  peers: readonly UserId[],
  now: number,
): Promise<readonly Pin[]> => {
  const byPeer = new Map(chats.map(chat => [chat.peer, chat]));
  return Promise.all(
    peers.map(async peer => {
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
    const added = pinned ? await listedOnly(table, owner, conversations, peers, now) : [];
    const others = inForce(conversations).filter(({ peer }) => !peers.includes(peer));
    const pins = [...others, ...added];
    if (pins.length > pinsAtMost) throw new Fault('TooManyPins');
    if (await write(table, owner, pins, conversations.version)) return;
  }
  throw new Error('pins were changed by many at the same moment');
};
