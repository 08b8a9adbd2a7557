import { listedChats } from '../../lib/domain/conversation/chat-list.ts';
import type { SyncCookie } from '../../lib/domain/message/sync-cookie.ts';
import type { Table } from '../../lib/kernel/ports.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import type { MessageItem } from '../../lib/table/items.ts';
import { syncAll } from './client-model.ts';
import { app, retentionDays } from './message-world.ts';

/** A conversation as a device shows it. */
interface Shown {
  readonly messages: Map<string, MessageItem>;
  pinned: boolean;
  /** What the server said is unread; until then the device counts by itself. */
  unread?: number;
  readTime: number;
}

/** What a client shows of its conversations: with whom, its last message, pinned or not, how many unread. */
export type Picture = Readonly<Record<string, readonly [last: string, pinned: boolean, unread: number]>>;

const placeOf = ({ ByTime }: MessageItem): string => ByTime;

/** What a fresh login sees. */
export const freshPicture = async (table: Table, account: UserId, second: number): Promise<Picture> => {
  const owner = { app, account, limit: 100, retentionDays };
  const chats = await listedChats(table, owner, second * 1000);
  const { unread } = await syncAll(table, account, undefined, second);
  const counts = new Map(unread.map(({ peer, count }) => [peer, count]));
  return Object.fromEntries(
    chats.map(({ peer, last, pinned }) => [peer, [last ? placeOf(last) : '', pinned, counts.get(peer) ?? 0]]),
  );
};

/** One device of an account, which goes by pushes while it is online and by list and sync when it comes back. */
export class Device {
  private readonly chats = new Map<UserId, Shown>();
  private cookie: SyncCookie | undefined;
  online = false;

  constructor(
    private readonly table: Table,
    readonly account: UserId,
  ) {}

  /** Comes back. What the list does not name stays, as in published clients: the sync says what was deleted. */
  async connect(second: number): Promise<void> {
    this.online = true;
    const owner = { app, account: this.account, limit: 100, retentionDays };
    const list = await listedChats(this.table, owner, second * 1000);
    const page = await syncAll(this.table, this.account, this.cookie, second);
    this.cookie = page.cookie;
    for (const message of page.messages) this.take(message);
    for (const peer of page.deleted) this.chats.delete(peer);
    for (const { peer, pinned, last } of list) {
      const chat = this.chatWith(peer);
      chat.pinned = pinned;
      chat.messages.clear();
      if (last) chat.messages.set(placeOf(last), last);
      chat.unread = page.unread.find(count => count.peer === peer)?.count ?? 0;
    }
  }

  push(message: MessageItem): void {
    if (!this.online) return;
    const chat = this.take(message);
    const counts = message.sender !== this.account && message.time > chat.readTime;
    chat.unread = (chat.unread ?? 0) + (counts ? 1 : 0);
  }

  recalled(message: MessageItem, unreadBefore: boolean): void {
    const chat = this.online ? this.chats.get(this.peerOf(message)) : undefined;
    if (chat && unreadBefore) chat.unread = Math.max(0, (chat.unread ?? 0) - 1);
  }

  read(peer: UserId, second: number, left: number): void {
    const chat = this.online ? this.chats.get(peer) : undefined;
    if (!chat) return;
    chat.readTime = second;
    chat.unread = left;
  }

  deleted(peer: UserId): void {
    if (this.online) this.chats.delete(peer);
  }

  pinned(peer: UserId, pinned: boolean): void {
    const chat = this.online ? this.chats.get(peer) : undefined;
    if (chat) chat.pinned = pinned;
  }

  picture(): Picture {
    return Object.fromEntries(
      [...this.chats].map(([peer, { messages, pinned, unread = 0 }]) => {
        const places = [...messages.values()].map(placeOf).sort();
        return [peer, [places.at(-1) ?? '', pinned, unread]];
      }),
    );
  }

  private peerOf({ sender, receiver }: MessageItem): UserId {
    return sender === this.account ? receiver : sender;
  }

  private chatWith(peer: UserId): Shown {
    const known = this.chats.get(peer) ?? { messages: new Map(), pinned: false, readTime: 0 };
    this.chats.set(peer, known);
    return known;
  }

  private take(message: MessageItem): Shown {
    const chat = this.chatWith(this.peerOf(message));
    chat.messages.set(placeOf(message), message);
    return chat;
  }
}
