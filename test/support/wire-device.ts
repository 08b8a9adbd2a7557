import { HandlerClient, type HandlerReply, type Pushed } from './handler-world.ts';

/** A message as the wire shows it, in a push, a history or a sync. */
interface WireMessage {
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

/** A device as published clients are: it goes by pushes while it is connected, and by list and sync when it comes back. */
export class WireDevice extends HandlerClient {
  private readonly chats = new Map<string, Chat>();
  private readonly marks = new Map<string, string>();
  private readonly reminds = new Map<string, number>();
  private readonly readUntil = new Map<string, number>();
  private cookie = '';

  /** Logs in or comes back, and learns what it missed. */
  async come(): Promise<void> {
    await this.logIn();
    const counts = await this.synchronize();
    for (const item of await this.list()) this.listed(item);
    for (const [peer, chat] of this.chats) {
      if (!chat.loaded) await this.load(peer);
      const theirs = [...chat.messages.values()].filter(({ mine, recalled }) => !mine && !recalled);
      const newest = theirs
        .map(({ name }) => name)
        .sort()
        .reverse();
      chat.unread.clear();
      for (const name of newest.slice(0, counts.get(peer) ?? 0)) chat.unread.add(name);
    }
  }

  /** Opens every conversation and says what there is to see. */
  async picture(): Promise<Readonly<Record<string, ShownChat>>> {
    for (const [peer, chat] of this.chats) if (!chat.loaded && this.online) await this.load(peer);
    return Object.fromEntries(
      [...this.chats].map(([peer, { messages, pinned, unread }]) => {
        const history = [...messages.values()].map(shownOf).sort();
        const mark = this.marks.get(peer) ?? '';
        const remind = this.reminds.get(peer) ?? 0;
        return [peer, { last: history.at(-1) ?? '', pinned, remind, unread: unread.size, mark, history }];
      }),
    );
  }

  async send(To_Account: string, MsgSeq: number, MsgRandom: number, Text: string): Promise<WireMessage> {
    const MsgBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text } }] as const;
    const body = { To_Account, MsgSeq, MsgRandom, MsgBody };
    const { MsgTime } = await this.request('openim.sendmsg', body);
    const message = { ...body, From_Account: this.account, MsgTimeStamp: MsgTime as number };
    this.take(message);
    return message;
  }

  async recall({ MsgBody: _, MsgTimeStamp = 0, ...named }: WireMessage): Promise<boolean> {
    const MsgInfo = { ...named, MsgTimeStamp };
    const { ErrorCode } = await this.request('openim.msgwithdraw', { MsgInfo }, true);
    if (ErrorCode === 0) this.recalled({ ...named, MsgTimeStamp, MsgBody: [{ MsgContent: { Text: '' } }] });
    return ErrorCode === 0;
  }

  async modify(message: WireMessage, Text: string): Promise<void> {
    const MsgBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text } }] as const;
    const { From_Account, To_Account, MsgSeq, MsgRandom, MsgTimeStamp: MsgTime } = message;
    const named = { From_Account, To_Account, MsgSeq, MsgRandom, MsgTime };
    const reply = await this.request('openim.modify_c2c_msg', { ...named, MsgBody }, true);
    if (reply.ErrorCode === 0) this.modified({ ...message, MsgBody, MsgVersion: reply.MsgVersion as number });
  }

  async read(peer: string, second: number): Promise<void> {
    const C2CMsgReadedItem = [{ To_Account: peer, LastedMsgTime: second, Receipt: 1 }];
    await this.request('openim.msgreaded', { C2CMsgReaded: { Cookie: '', C2CMsgReadedItem } });
    if (this.chats.has(peer)) this.isRead(peer, second);
  }

  async remove(peer: string, ClearRamble: 0 | 1): Promise<void> {
    const ContactItem = [{ Type: 1, To_Account: peer }];
    await this.request('recentcontact.batch_delete', { ContactItem, ClearRamble });
    this.chats.delete(peer);
  }

  async empty(peer: string): Promise<void> {
    await this.request('recentcontact.clear_msg', { Type: 1, To_Account: peer });
    this.emptied(peer);
  }

  async pin(peer: string, pinned: boolean): Promise<void> {
    const RecentContactItem = [{ Type: 1, To_Account: peer }];
    const body = { OperationType: pinned ? 1 : 2, RecentContactItem };
    const { ErrorCode } = await this.request('recentcontact.top', body, true);
    const chat = this.chats.get(peer);
    if (ErrorCode === 0 && chat) chat.pinned = pinned;
  }

  async mark(peer: string, CustomMark: string): Promise<void> {
    const ContactItem = { Type: 1, To_Account: peer };
    await this.request('recentcontact.mark_contact', { MarkItem: [{ OptType: 2, ContactItem, CustomMark }] });
    this.marks.set(peer, CustomMark);
  }

  async mute(peer: string, remind: number): Promise<void> {
    const body = { Peer_Account: [peer], Mute_Notifications: remind };
    await this.request('openim.set_c2c_peer_mute_notifications', body);
    this.reminds.set(peer, remind);
  }

  protected override heard(event: Pushed): void {
    super.heard(event);
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

  private async synchronize(): Promise<ReadonlyMap<string, number>> {
    let page: HandlerReply;
    do {
      page = await this.request('openim.getmsg', { Cookie: this.cookie });
      this.cookie = page.Cookie as string;
      for (const entry of page.MsgList as readonly (WireMessage & { EventArray?: Pushed[] })[]) {
        if (entry.EventArray) for (const event of entry.EventArray) this.heard(event);
        else this.take(entry);
      }
      for (const event of (page.EventArray ?? []) as readonly Pushed[]) this.heard(event);
    } while (page.SyncFlag !== 2);
    const counts = page.C2CPairUnreadCount as { From_Account: string; UnreadCount: number }[];
    return new Map(counts.map(({ From_Account, UnreadCount }) => [From_Account, UnreadCount]));
  }

  private async list(): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const reply = await this.request('recentcontact.page_get', { AssistFlags: 63 });
    return reply.SessionItem as [];
  }

  private listed(item: Readonly<Record<string, unknown>>): void {
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

  private async load(Peer_Account: string): Promise<void> {
    let before = { LastMsgTime: 0, MsgKey: undefined as unknown };
    for (let complete = false; !complete; ) {
      const body = { Peer_Account, MaxCnt: 5, LastMsgTime: before.LastMsgTime };
      const key = before.MsgKey ? { MsgKey: before.MsgKey } : {};
      const page = await this.request('openim.getroammsg', { ...body, ...key });
      for (const message of page.MsgList as readonly WireMessage[]) this.take(message);
      before = { LastMsgTime: page.LastMsgTime as number, MsgKey: page.MsgKey };
      complete = page.Complete === 1;
    }
    await this.ask(Peer_Account);
    this.chatWith(Peer_Account).loaded = true;
  }

  /** What no push of a message says of its conversation. */
  private async ask(peer: string): Promise<void> {
    const mutes = { To_Account: this.account, Peer_Account: [peer] };
    const { MuteNotificationsList } = await this.request('openim.get_c2c_peer_mute_notifications', mutes);
    const [mute] = MuteNotificationsList as [{ MuteNotifications: number }];
    this.reminds.set(peer, mute.MuteNotifications);
    const labels = { From_Account: this.account, ContactItem: [{ Type: 1, To_Account: peer }] };
    const reply = await this.request('recentcontact.search_contact_group', labels);
    const [label] = reply.ContactResultItem as [{ CustomMark?: string }?];
    this.marks.set(peer, label?.CustomMark ?? '');
  }

  private chatWith(peer: string): Chat {
    const fresh: Chat = { messages: new Map(), unread: new Set(), pinned: false, loaded: false };
    const chat = this.chats.get(peer) ?? fresh;
    this.chats.set(peer, chat);
    return chat;
  }

  /** Keeps a message; what it knows of one that it has is not taken back. */
  private take(message: WireMessage): Held {
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

  private recalled(message: WireMessage): void {
    const held = this.known(message);
    if (!held) return;
    held.recalled = true;
    this.chats.get(message.From_Account)?.unread.delete(held.name);
  }

  private modified(message: WireMessage): void {
    if (this.known(message)) this.take(message);
  }

  private isRead(peer: string, second: number): void {
    this.readUntil.set(peer, Math.max(second, this.readUntil.get(peer) ?? 0));
    const unread = this.chats.get(peer)?.unread ?? new Set();
    for (const name of [...unread]) if (timeIn(name) <= second) unread.delete(name);
  }

  private emptied(peer: string): void {
    const chat = this.chats.get(peer);
    chat?.messages.clear();
    chat?.unread.clear();
  }
}
