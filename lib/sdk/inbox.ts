import type { ChatNotice, PushEvent, PushedRecall } from '../protocol/pushes.ts';
import { type ConversationEvents, tellConversations } from './conversation-events.ts';
import type { Emitter } from './emitter.ts';
import { noticesIn } from './frames.ts';
import type { GroupEvents } from './group-events.ts';
import { GroupInbox } from './group-inbox.ts';
import { countsAsUnread, type Message, messageId, toMessage, type WireMessage } from './message.ts';
import {
  type Confirmed,
  confirmationIn,
  type Modified,
  modificationsIn,
  type Read,
  type Recall,
  readsIn,
  recallsIn,
  toRecall,
} from './message-events.ts';
import { RecentSet } from './recent-set.ts';
import { type Reminder, reminderOf } from './reminders.ts';
import { statusesIn, type UserStatus } from './status.ts';
import type { Unread, UnreadNumbers } from './unread.ts';

/** What an inbox tells. */
export interface InboxEvents extends ConversationEvents, GroupEvents {
  readonly message: Message;
  readonly recalled: Recall;
  readonly modified: Modified;
  readonly confirmed: Confirmed;
  readonly read: Read;
  /** The numbers of unread messages have changed. */
  readonly unread: UnreadNumbers;
  /** On another device one has said how one wants to be told of somebody's messages. */
  readonly reminder: { readonly peer: string; readonly reminder: Reminder };
  /**
   * The client was away for longer than the application keeps messages: what follows may not be all. Whoever shows
   * conversations and histories reads them anew.
   */
  readonly incomplete: undefined;
  /** The status of somebody this client watches, or of its own user, has changed. */
  readonly status: UserStatus;
}

/** One entry of a sync: a message, or what happened to one. */
export type Missed = WireMessage | { readonly EventArray: readonly PushEvent[] };

/** Enough for any overlap of what was pushed and what is listed again after a reconnect. */
const remembered = 5000;

const recallName = (recall: PushedRecall): string => `recall ${messageId(recall)}`;
const modificationName = ({ id, version }: Modified): string => `modified ${id} ${version}`;

const numbersOf = (seq: number, random: number): string => `${seq}_${random}`;

/**
 * Everything received, each thing once: messages come live and again when a client catches up. While it catches up, live
 * events wait, so that what was missed comes first.
 */
export class Inbox {
  private readonly seen = new RecentSet(remembered);
  private readonly history = new RecentSet(remembered);
  private readonly sentHere = new RecentSet(remembered);
  private readonly newest = new Map<string, number>();
  private held: PushEvent[] | undefined;
  /** What groups say. */
  readonly groups: GroupInbox;

  constructor(
    private readonly me: string,
    private readonly events: Pick<Emitter<InboxEvents>, 'emit'>,
    private readonly unread: Unread,
  ) {
    this.groups = new GroupInbox(me, events);
  }

  /** Live events wait from now on. */
  hold(): void {
    this.held ??= [];
  }

  /** Live events pass again, those that waited first. */
  release(): void {
    const waiting = this.held ?? [];
    this.held = undefined;
    this.takeEvents(waiting);
  }

  /** Live events. */
  push(events: readonly PushEvent[]): void {
    if (this.held) this.held.push(...events);
    else this.takeEvents(events);
  }

  /** A message that this client sends: it may be listed later, and is no news then. */
  sending(seq: number, random: number): void {
    this.sentHere.add(numbersOf(seq, random));
  }

  /** Remembers how far a conversation was received. */
  note({ peer, time }: Pick<Message, 'peer' | 'time'>): void {
    this.newest.set(peer, Math.max(time, this.newest.get(peer) ?? 0));
  }

  /** Seconds since 1970 of the newest message of a conversation that was received. */
  newestOf(peer: string): number | undefined {
    return this.newest.get(peer);
  }

  /**
   * What was there before the login: history, which a later sync may list again. It raises nothing, unless it comes live
   * as well.
   */
  learn(entries: readonly Missed[]): void {
    for (const entry of entries) {
      if (!('EventArray' in entry)) this.history.add(messageId(entry));
      else {
        for (const recall of recallsIn(entry.EventArray)) this.seen.add(recallName(recall));
        for (const change of this.modifications(entry.EventArray)) this.seen.add(modificationName(change));
      }
    }
  }

  /** What was missed may be kept no longer. */
  missedTooMuch(): void {
    this.events.emit('incomplete', undefined);
  }

  /** What was missed. */
  catchUp(entries: readonly Missed[]): void {
    for (const entry of entries) {
      if ('EventArray' in entry) this.takeEvents(entry.EventArray);
      else if (!this.history.has(messageId(entry))) this.takeMessage(entry);
    }
  }

  private takeMessage(wire: WireMessage): boolean {
    const message = toMessage(wire, this.me);
    this.note(message);
    if (message.mine && this.sentHere.has(numbersOf(message.seq, message.random))) return false;
    if (!this.seen.add(message.id)) return false;
    this.events.emit('message', message);
    return true;
  }

  /** A message that has just come, unlike one that a sync lists and has counted. */
  private takeLive(wire: WireMessage): void {
    if (!this.takeMessage(wire) || !countsAsUnread(wire, this.me)) return;
    this.unread.arrived(wire.From_Account, messageId(wire), wire.MsgTimeStamp);
  }

  private takeEvents(events: readonly PushEvent[]): void {
    for (const event of events) this.takeEvent(event);
    for (const recall of recallsIn(events)) this.takeRecall(recall);
    for (const notice of noticesIn(events)) this.takeNotice(notice);
    for (const change of this.modifications(events)) {
      if (this.seen.add(modificationName(change))) this.events.emit('modified', change);
    }
  }

  private takeEvent(event: PushEvent): void {
    if ('C2cMsgArray' in event) for (const wire of event.C2cMsgArray) this.takeLive(wire);
    this.groups.push(event);
    for (const status of statusesIn(event)) this.events.emit('status', status);
    const confirmed = confirmationIn(event);
    if (confirmed) this.events.emit('confirmed', confirmed);
    const empty = tellConversations(event, this.events);
    if (empty.length > 0) this.unread.cleared(empty);
    if ('C2CReadAllMsg' in event) this.unread.cleared();
  }

  private modifications(events: readonly PushEvent[]): readonly Modified[] {
    return events.flatMap(event => modificationsIn(event, this.me));
  }

  private takeRecall(recall: PushedRecall): void {
    if (!this.seen.add(recallName(recall))) return;
    this.events.emit('recalled', toRecall(recall, this.me));
    if (recall.From_Account !== this.me) this.unread.takenBack(recall.From_Account, recall.MsgTimeStamp);
  }

  private takeNotice(notice: ChatNotice): void {
    for (const read of readsIn(notice)) {
      if (read.by === 'me') this.unread.read(read.peer, read.until, this.newestOf(read.peer));
      this.events.emit('read', read);
    }
    if ('MuteNotificationsSync' in notice) {
      const { To_Account: peer, MuteNotifications } = notice.MuteNotificationsSync;
      this.unread.muted([peer], MuteNotifications !== 0);
      this.events.emit('reminder', { peer, reminder: reminderOf(MuteNotifications) });
    }
  }
}
