import { DeviceMemory, type ShownChat, type WireMessage } from './device-memory.ts';
import { HandlerClient, type HandlerReply, type Pushed } from './handler-world.ts';

/** A device as published clients are: it goes by pushes while it is connected, and by list and sync when it comes back. */
export class WireDevice extends HandlerClient {
  private readonly memory = new DeviceMemory(this.account);
  private cookie = '';

  /** Logs in or comes back, and learns what it missed. */
  async come(): Promise<void> {
    await this.logIn();
    const counts = await this.synchronize();
    for (const item of await this.list()) this.memory.listed(item);
    for (const [peer, chat] of this.memory.chats) {
      if (!chat.loaded) await this.load(peer);
      this.memory.counted(chat, counts.get(peer) ?? 0);
    }
  }

  /** Opens every conversation and says what there is to see. */
  async picture(): Promise<Readonly<Record<string, ShownChat>>> {
    for (const [peer, chat] of this.memory.chats) if (!chat.loaded && this.online) await this.load(peer);
    return this.memory.shown();
  }

  async send(To_Account: string, MsgSeq: number, MsgRandom: number, Text: string): Promise<WireMessage> {
    const MsgBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text } }] as const;
    const body = { To_Account, MsgSeq, MsgRandom, MsgBody };
    const { MsgTime } = await this.request('openim.sendmsg', body);
    const message = { ...body, From_Account: this.account, MsgTimeStamp: MsgTime as number };
    this.memory.take(message);
    return message;
  }

  async recall({ MsgBody: _, MsgTimeStamp = 0, ...named }: WireMessage): Promise<boolean> {
    const MsgInfo = { ...named, MsgTimeStamp };
    const { ErrorCode } = await this.request('openim.msgwithdraw', { MsgInfo }, true);
    if (ErrorCode === 0)
      this.memory.recalled({ ...named, MsgTimeStamp, MsgBody: [{ MsgContent: { Text: '' } }] });
    return ErrorCode === 0;
  }

  async modify(message: WireMessage, Text: string): Promise<void> {
    const MsgBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text } }] as const;
    const { From_Account, To_Account, MsgSeq, MsgRandom, MsgTimeStamp: MsgTime } = message;
    const named = { From_Account, To_Account, MsgSeq, MsgRandom, MsgTime };
    const reply = await this.request('openim.modify_c2c_msg', { ...named, MsgBody }, true);
    if (reply.ErrorCode === 0)
      this.memory.modified({ ...message, MsgBody, MsgVersion: reply.MsgVersion as number });
  }

  async read(peer: string, second: number): Promise<void> {
    const C2CMsgReadedItem = [{ To_Account: peer, LastedMsgTime: second, Receipt: 1 }];
    await this.request('openim.msgreaded', { C2CMsgReaded: { Cookie: '', C2CMsgReadedItem } });
    if (this.memory.chats.has(peer)) this.memory.isRead(peer, second);
  }

  async remove(peer: string, ClearRamble: 0 | 1): Promise<void> {
    const ContactItem = [{ Type: 1, To_Account: peer }];
    await this.request('recentcontact.batch_delete', { ContactItem, ClearRamble });
    this.memory.chats.delete(peer);
  }

  async empty(peer: string): Promise<void> {
    await this.request('recentcontact.clear_msg', { Type: 1, To_Account: peer });
    this.memory.emptied(peer);
  }

  async pin(peer: string, pinned: boolean): Promise<void> {
    const RecentContactItem = [{ Type: 1, To_Account: peer }];
    const body = { OperationType: pinned ? 1 : 2, RecentContactItem };
    const { ErrorCode } = await this.request('recentcontact.top', body, true);
    const chat = this.memory.chats.get(peer);
    if (ErrorCode === 0 && chat) chat.pinned = pinned;
  }

  async mark(peer: string, CustomMark: string): Promise<void> {
    const ContactItem = { Type: 1, To_Account: peer };
    await this.request('recentcontact.mark_contact', { MarkItem: [{ OptType: 2, ContactItem, CustomMark }] });
    this.memory.marks.set(peer, CustomMark);
  }

  async mute(peer: string, remind: number): Promise<void> {
    const body = { Peer_Account: [peer], Mute_Notifications: remind };
    await this.request('openim.set_c2c_peer_mute_notifications', body);
    this.memory.reminds.set(peer, remind);
  }

  protected override heard(event: Pushed): void {
    super.heard(event);
    this.memory.heard(event);
  }

  private async synchronize(): Promise<ReadonlyMap<string, number>> {
    let page: HandlerReply;
    do {
      page = await this.request('openim.getmsg', { Cookie: this.cookie });
      this.cookie = page.Cookie as string;
      for (const entry of page.MsgList as readonly (WireMessage & { EventArray?: Pushed[] })[]) {
        if (entry.EventArray) for (const event of entry.EventArray) this.heard(event);
        else this.memory.take(entry);
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

  private async load(Peer_Account: string): Promise<void> {
    let before = { LastMsgTime: 0, MsgKey: undefined as unknown };
    for (let complete = false; !complete; ) {
      const body = { Peer_Account, MaxCnt: 5, LastMsgTime: before.LastMsgTime };
      const key = before.MsgKey ? { MsgKey: before.MsgKey } : {};
      const page = await this.request('openim.getroammsg', { ...body, ...key });
      for (const message of page.MsgList as readonly WireMessage[]) this.memory.take(message);
      before = { LastMsgTime: page.LastMsgTime as number, MsgKey: page.MsgKey };
      complete = page.Complete === 1;
    }
    await this.ask(Peer_Account);
    this.memory.chatWith(Peer_Account).loaded = true;
  }

  /** What no push of a message says of its conversation. */
  private async ask(peer: string): Promise<void> {
    const mutes = { To_Account: this.account, Peer_Account: [peer] };
    const { MuteNotificationsList } = await this.request('openim.get_c2c_peer_mute_notifications', mutes);
    const [mute] = MuteNotificationsList as [{ MuteNotifications: number }];
    this.memory.reminds.set(peer, mute.MuteNotifications);
    const labels = { From_Account: this.account, ContactItem: [{ Type: 1, To_Account: peer }] };
    const reply = await this.request('recentcontact.search_contact_group', labels);
    const [label] = reply.ContactResultItem as [{ CustomMark?: string }?];
    this.memory.marks.set(peer, label?.CustomMark ?? '');
  }
}
