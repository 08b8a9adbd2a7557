import type { Pushed } from './handler-world.ts';

/** A message as the wire shows it, in a push, a history or a sync. */
export interface WireMessage {
  readonly From_Account: string;
  readonly To_Account: string;
  readonly MsgSeq: number;
  readonly MsgRandom: number;
  readonly MsgTimeStamp?: number;
  readonly MsgTime?: number;
  readonly MsgBody: readonly [{ readonly MsgContent: { readonly Text: string } }];
  readonly MsgFlagBits?: number;
  readonly MsgVersion?: number;
}

interface Held {
  readonly name: string;
  readonly mine: boolean;
  readonly time: number;
  text: string;
  version: number;
  recalled: boolean;
}

/** A conversation as a device holds it. */
interface Chat {
  readonly messages: Map<string, Held>;
  readonly unread: Set<string>;
  pinned: boolean;
  /** The history was read, or the device saw it from its beginning. */
  loaded: boolean;
}

/** What a device shows of one conversation. */
export interface ShownChat {
  readonly last: string;
  readonly pinned: boolean;
  readonly remind: number;
  readonly unread: number;
  readonly mark: string;
  readonly history: readonly string[];
}

const padded = (value: number): string => String(value).padStart(10, '0');
const nameOf = ({ From_Account, MsgSeq, MsgRandom, ...times }: WireMessage): string => {
  const time = times.MsgTimeStamp ?? times.MsgTime ?? 0;
  return `${padded(time)} ${padded(MsgSeq)} ${padded(MsgRandom)} ${From_Account}`;
};
const timeIn = (name: string): number => Number(name.slice(0, 10));
const shownOf = ({ name, text, version, recalled }: Held): string =>
  recalled ? `${name} recalled` : `${name} v${version} ${text}`;

type Notices = Readonly<Record<string, never>>;

/** What a device as published clients are holds of its conversations, from what pushes, lists and syncs say. */
export class DeviceMemory {
  readonly chats = new Map<string, Chat>();
  readonly marks = new Map<string, string>();
  readonly reminds = new Map<string, number>();
  private readonly readUntil = new Map<string, number>();

  constructor(private readonly account: string) {}

  /** The newest messages of others are unread, as many as the server says. */
  counted(chat: Chat, count: number): void {
    const theirs = [...chat.messages.values()].filter(({ mine, recalled }) => !mine && !recalled);
    const newest = theirs
      .map(({ name }) => name)
      .sort()
      .reverse();
    chat.unread.clear();
    for (const name of newest.slice(0, count)) chat.unread.add(name);
  }

  /** What there is to see of every conversation. */
  shown(): Readonly<Record<string, ShownChat>> {
    return Object.fromEntries(
      [...this.chats].map(([peer, { messages, pinned, unread }]) => {
        const history = [...messages.values()].map(shownOf).sort();
        const mark = this.marks.get(peer) ?? '';
        const remind = this.reminds.get(peer) ?? 0;
        return [peer, { last: history.at(-1) ?? '', pinned, remind, unread: unread.size, mark, history }];
      }),
    );
  }

  /** Takes in what was pushed, or what a sync brings of it. */
  heard(event: Pushed): void {
    const {
      C2cMsgArray = [],
      C2cMsgModNotifys = [],
      C2cNotifyMsgArray = [],
      RecentContactMod = [],
    } = event as Readonly<Record<string, readonly never[]>>;
    for (const message of C2cMsgArray as readonly WireMessage[]) {
      const { name } = this.take(message);
      const unread = this.chats.get(message.From_Account)?.unread;
      if (timeIn(name) > (this.readUntil.get(message.From_Account) ?? 0)) unread?.add(name);
    }
    for (const message of C2cMsgModNotifys as readonly WireMessage[]) this.modified(message);
    for (const notice of C2cNotifyMsgArray as readonly Notices[]) this.noticed(notice);
    for (const change of RecentContactMod as readonly Notices[]) this.changed(change);
  }

  private noticed({ WithdrawC2cMsgNotify, ReadC2cMsgNotify, MuteNotificationsSync }: Notices): void {
    const { C2cWithdrawInfoArray = [] } = (WithdrawC2cMsgNotify ?? {}) as {
      C2cWithdrawInfoArray?: WireMessage[];
    };
    for (const recall of C2cWithdrawInfoArray) this.recalled(recall);
    const { UinPairReadArray = [] } = (ReadC2cMsgNotify ?? {}) as {
      UinPairReadArray?: { From_Account: string; LastReadTime: number }[];
    };
    for (const { From_Account, LastReadTime } of UinPairReadArray) this.isRead(From_Account, LastReadTime);
    const mute = MuteNotificationsSync as { To_Account: string; MuteNotifications: number } | undefined;
    if (mute) this.reminds.set(mute.To_Account, mute.MuteNotifications);
  }

  private changed(change: Notices): void {
    const named = (member: string): readonly string[] =>
      (
        (change[member] as { RecentContactList?: { UserId: string }[] } | undefined)?.RecentContactList ?? []
      ).map(({ UserId }) => UserId);
    const pinned = Number(change.PushType) === 2;
    for (const peer of named('RecentContactDeleteItem')) this.chats.delete(peer);
    for (const peer of named('RecentContactClearItem')) this.emptied(peer);
    for (const peer of named('RecentContactTopItem')) {
      const chat = this.chats.get(peer);
      if (chat) chat.pinned = pinned;
    }
    const { RecentContactMarkContactItem: marked = [] } = (change.RecentContactMarkContact ?? {}) as {
      RecentContactMarkContactItem?: { RecentContactItem: { UserId: string }; CustomMark: string }[];
    };
    for (const { RecentContactItem, CustomMark } of marked)
      this.marks.set(RecentContactItem.UserId, CustomMark);
  }

  /** Takes in what the list of conversations says of one. */
  listed(item: Readonly<Record<string, unknown>>): void {
    const peer = item.To_Account as string;
    const chat = this.chatWith(peer);
    chat.pinned = item.TopFlags === 1;
    this.reminds.set(peer, item.MsgRecvOption as number);
    this.marks.set(peer, (item.CustomMark as string | undefined) ?? '');
    if (item.LastMsg) this.takeLast(peer, item);
    else this.emptied(peer);
  }

  private takeLast(peer: string, item: Readonly<Record<string, unknown>>): void {
    const From_Account = item.LastC2CMsgFrom_Account as string;
    const { MsgBody } = item.LastMsg as Pick<WireMessage, 'MsgBody'>;
    this.take({
      ...(item as object as WireMessage),
      From_Account,
      To_Account: From_Account === peer ? this.account : peer,
      MsgBody,
      MsgFlagBits: item.LastMsgFlags as number,
    });
  }

  /** The conversation with a peer, a fresh one if there was none. */
  chatWith(peer: string): Chat {
    const fresh: Chat = { messages: new Map(), unread: new Set(), pinned: false, loaded: false };
    const chat = this.chats.get(peer) ?? fresh;
    this.chats.set(peer, chat);
    return chat;
  }

  /** Keeps a message; what it knows of one that it has is not taken back. */
  take(message: WireMessage): Held {
    const { From_Account, To_Account, MsgBody, MsgVersion, MsgFlagBits = 0 } = message;
    const mine = From_Account === this.account;
    const { messages } = this.chatWith(mine ? To_Account : From_Account);
    const name = nameOf(message);
    const held = messages.get(name) ?? {
      name,
      mine,
      time: timeIn(name),
      text: MsgBody[0].MsgContent.Text,
      version: MsgVersion ?? 0,
      recalled: false,
    };
    if ((MsgVersion ?? 0) > held.version) {
      held.text = MsgBody[0].MsgContent.Text;
      held.version = MsgVersion ?? 0;
    }
    held.recalled ||= MsgFlagBits === 8;
    messages.set(name, held);
    return held;
  }

  private known(message: WireMessage): Held | undefined {
    const peer = message.From_Account === this.account ? message.To_Account : message.From_Account;
    return this.chats.get(peer)?.messages.get(nameOf(message));
  }

  /** Notes that a message that it has was recalled. */
  recalled(message: WireMessage): void {
    const held = this.known(message);
    if (!held) return;
    held.recalled = true;
    this.chats.get(message.From_Account)?.unread.delete(held.name);
  }

  /** Notes what a message that it has holds now. */
  modified(message: WireMessage): void {
    if (this.known(message)) this.take(message);
  }

  /** Notes that everything until a second was read. */
  isRead(peer: string, second: number): void {
    this.readUntil.set(peer, Math.max(second, this.readUntil.get(peer) ?? 0));
    const unread = this.chats.get(peer)?.unread ?? new Set();
    for (const name of [...unread]) if (timeIn(name) <= second) unread.delete(name);
  }

  /** Forgets the messages of a conversation. */
  emptied(peer: string): void {
    const chat = this.chats.get(peer);
    chat?.messages.clear();
    chat?.unread.clear();
  }
}
