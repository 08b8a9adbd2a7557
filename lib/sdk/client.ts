import type { MessageBody } from '../protocol/elements.ts';
import { Chats } from './chats.ts';
import { ContactGroups } from './contact-groups.ts';
import { type Conversation, listConversations } from './conversation.ts';
import { Emitter } from './emitter.ts';
import { ownError } from './errors.ts';
import { Groups } from './groups.ts';
import { type HistoryOptions, type HistoryPage, readHistory } from './history.ts';
import type { Credentials } from './identity.ts';
import { type MergedMessage, readMerged } from './merged.ts';
import { type Message, toMessage } from './message.ts';
import { confirmMessages, deleteMessages, type MessageChange, modifyMessage } from './message-changes.ts';
import { machine, type Platform, type SocketClass } from './platform.ts';
import { type ClientEvents, Receiver } from './receiver.ts';
import { readStatuses, type UserStatus } from './status.ts';
import type { UnreadNumbers } from './unread.ts';

/** What can be said of a message beside its content. */
export interface SendOptions {
  /** App-defined data that travels with the message. */
  readonly cloudCustomData?: string;
  /** Event `confirmed` tells when the receiver has read it. */
  readonly needsReceipt?: boolean;
  /** For who is connected now; it is not kept and not counted, as "is typing". */
  readonly onlineOnly?: boolean;
}

/** App-defined content of a message (contract: messages.md 2.2). */
export interface CustomContent {
  readonly data: string;
  /** Shown where the data mean nothing, in an offline push above all. */
  readonly description?: string;
  readonly extension?: string;
}

const uint32 = 2 ** 32;

/**
 * One account on one device: sends, receives, reads. It reconnects by itself, repeats what was not answered, and raises
 * each message once. Every call rejects with a `KaiwaError`. Made by `connect`.
 */
export class Client {
  private readonly events = new Emitter<ClientEvents>();
  /** Pinning, deleting, marking: what one does with conversations. */
  readonly chats: Chats;
  /** Groups of conversations. */
  readonly contactGroups: ContactGroups;
  /** Groups and live rooms. */
  readonly groups: Groups;
  private readonly receiver: Receiver;
  private lastSeq: number;

  /** @param platform the machine, or a script of it */
  constructor(
    url: string,
    private readonly credentials: Credentials,
    private readonly platform: Platform,
  ) {
    this.receiver = new Receiver(url, credentials, platform, this.events);
    const { session, unread } = this.receiver;
    this.chats = new Chats(session, unread);
    this.contactGroups = new ContactGroups(session);
    this.groups = new Groups(session, this.receiver.inbox.groups, {
      randomNumber: () => this.randomNumber(),
      serverTime: () => this.serverTime(),
    });
    this.lastSeq = this.randomNumber();
  }

  /** Unread messages now; event `unread` tells when that changes. */
  get unread(): UnreadNumbers {
    return this.receiver.unread.numbers;
  }

  /** The account that is logged in. */
  get userId(): string {
    return this.credentials.userId;
  }

  /** Logs in. @throws KaiwaError */
  open(): Promise<void> {
    return this.receiver.open();
  }

  /** Calls a listener for every event of that name from now on. @returns what stops it */
  on<Name extends keyof ClientEvents>(name: Name, listener: (value: ClientEvents[Name]) => void): () => void {
    return this.events.on(name, listener);
  }

  /** Sends text. @returns the message as it is stored @throws KaiwaError */
  sendText(to: string, text: string, options?: SendOptions): Promise<Message> {
    return this.send(to, [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }], options);
  }

  /** Sends app-defined content. @returns the message as it is stored @throws KaiwaError */
  sendCustom(to: string, content: CustomContent, options?: SendOptions): Promise<Message> {
    const { data, description = '', extension = '' } = content;
    const MsgContent = { Data: data, Desc: description, Ext: extension };
    return this.send(to, [{ MsgType: 'TIMCustomElem', MsgContent }], options);
  }

  /** One page of a conversation, the newest unless `before` says otherwise. @throws KaiwaError */
  async history(peer: string, options: HistoryOptions = {}): Promise<HistoryPage> {
    const page = await readHistory(this.receiver.session, peer, options);
    for (const message of page.messages) this.receiver.inbox.note(message);
    return page;
  }

  /** Every conversation, pinned ones first, then the one of the newest message. @throws KaiwaError */
  async conversations(): Promise<readonly Conversation[]> {
    const all = await listConversations(this.receiver.session);
    const peersOf = (quiet: boolean) =>
      all.filter(({ reminder }) => (reminder !== 'notify') === quiet).map(({ peer }) => peer);
    for (const quiet of [true, false]) this.receiver.unread.muted(peersOf(quiet), quiet);
    return all;
  }

  /** Marks a conversation as read, as far as this client has received or read it. @throws KaiwaError */
  async markRead(peer: string): Promise<void> {
    const until = this.receiver.inbox.newestOf(peer) ?? this.serverTime();
    const item = { To_Account: peer, LastedMsgTime: until, Receipt: 1 };
    await this.receiver.session.request('openim.msgreaded', {
      C2CMsgReaded: { Cookie: '', C2CMsgReadedItem: [item] },
    });
    this.receiver.unread.read(peer, until, until);
  }

  /** Marks every conversation as read. @throws KaiwaError */
  async markAllRead(): Promise<void> {
    await this.receiver.session.request('openim.read_all_unread_msg', { C2CReadAllMsg: 1 });
    this.receiver.unread.cleared();
  }

  /** Replaces what a message holds, for both sides. @throws ModifiedMeanwhile, KaiwaError */
  modify(message: Message, change: MessageChange): Promise<Message> {
    return modifyMessage(this.receiver.session, message, change);
  }

  /** The messages inside a merged message, or inside one of those; none when it is not merged. @throws KaiwaError */
  mergedIn({ body }: Pick<Message, 'body'>): Promise<readonly MergedMessage[]> {
    return readMerged(this.receiver.session, body);
  }

  /** Takes messages out of one's own history; the others keep theirs. @throws KaiwaError */
  deleteForMe(...messages: readonly Message[]): Promise<void> {
    return deleteMessages(this.receiver.session, messages);
  }

  /** Tells the senders of messages that wanted to know it that they were read. @throws KaiwaError */
  confirmRead(...messages: readonly Message[]): Promise<void> {
    return confirmMessages(this.receiver.session, messages);
  }

  /** Takes an own message back, for everybody; possible for 2 minutes unless the application allows more. @throws KaiwaError */
  async recall({ from, to, seq, random, time }: Message): Promise<void> {
    const MsgInfo = {
      From_Account: from,
      To_Account: to,
      MsgSeq: seq,
      MsgRandom: random,
      MsgTimeStamp: time,
    };
    await this.receiver.session.request('openim.msgwithdraw', { MsgInfo });
  }

  /** Says something of the user beside the status, at most 100 bytes; empty takes it away. @throws KaiwaError */
  async setCustomStatus(customStatus: string): Promise<void> {
    await this.receiver.session.request('im_open_status.ws_set_custom_status', {
      CustomStatus: customStatus,
    });
  }

  /** Whether up to 500 users are there; who does not exist is left out. @throws KaiwaError */
  statusOf(...userIds: readonly string[]): Promise<readonly UserStatus[]> {
    return readStatuses(this.receiver.session, userIds);
  }

  /** Raises `status` whenever the status of one of these users changes, at most 100 in a call, for 7 days. @throws KaiwaError */
  async watchStatus(...userIds: readonly string[]): Promise<void> {
    const body = { To_Account: [...userIds] };
    await this.receiver.session.request('im_open_status.ws_status_subscribe', body);
  }

  /** Ends that for these users, or for all when none is named. @throws KaiwaError */
  async unwatchStatus(...userIds: readonly string[]): Promise<void> {
    const body = userIds.length > 0 ? { To_Account: [...userIds] } : { UnsubscribeAll: 1 as const };
    await this.receiver.session.request('im_open_status.ws_status_unsubscribe', body);
  }

  /** Logs out and ends the connection. It never rejects. */
  close(): Promise<void> {
    return this.receiver.session.close();
  }

  private async send(to: string, body: MessageBody, options: SendOptions = {}) {
    const { cloudCustomData = '', needsReceipt = false, onlineOnly = false } = options;
    this.lastSeq = (this.lastSeq + 1) % uint32;
    const numbers = { MsgSeq: this.lastSeq, MsgRandom: this.randomNumber() };
    const names = { From_Account: this.userId, To_Account: to };
    const content = { MsgBody: body, CloudCustomData: cloudCustomData };
    this.receiver.inbox.sending(numbers.MsgSeq, numbers.MsgRandom);
    const { MsgTime } = await this.receiver.session.request('openim.sendmsg', {
      ...names,
      ...numbers,
      ...content,
      ...(needsReceipt && { IsNeedReadReceipt: 1 as const }),
      ...(onlineOnly && { MsgLifeTime: 0 }),
      MsgClientTime: this.serverTime(),
    });
    const IsNeedReadReceipt = needsReceipt ? 1 : 0;
    const wire = { ...names, ...numbers, ...content, MsgTimeStamp: MsgTime, IsNeedReadReceipt };
    const message = toMessage(wire, this.userId);
    this.receiver.inbox.note(message);
    return message;
  }

  private serverTime(): number {
    return this.receiver.session.identity.serverTime(this.platform.now());
  }

  private randomNumber(): number {
    return Math.floor(this.platform.random() * uint32);
  }
}

/** What it takes to connect. */
export interface ConnectOptions extends Credentials {
  /** `wss://{api}.execute-api.{region}.amazonaws.com/info`; of a local server `ws://127.0.0.1:3000/info`. */
  readonly url: string;
  /** Default: the global `WebSocket`. Node before 22 has none; the class of the npm package `ws` fits. */
  readonly WebSocket?: SocketClass;
}

/**
 * Connects and logs in.
 * @throws KaiwaError when the server cannot be reached or refuses the login
 * @example
 * const client = await connect({ url, sdkAppId, userId: 'ana', userSig });
 * client.on('message', message => show(message.from, message.text));
 * await client.sendText('ben', 'hello');
 */
export const connect = async ({ url, WebSocket, ...credentials }: ConnectOptions): Promise<Client> => {
  if (!/^wss?:\/\/[^/]/.test(url)) throw ownError('AddressNotValid');
  const client = new Client(`${url}?sdkappid=${credentials.sdkAppId}`, credentials, machine(WebSocket));
  await client.open();
  return client;
};
