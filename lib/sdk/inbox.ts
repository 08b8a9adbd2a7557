import type { ChatNotice, PushEvent, PushedRecall } from '../protocol/pushes.ts';
import type { Emitter } from './emitter.ts';
import { noticesIn } from './frames.ts';
import { type Message, messageId, toMessage, type WireMessage } from './message.ts';
import { RecentSet } from './recent-set.ts';
import { statusesIn, type UserStatus } from './status.ts';

/** A message was taken back. */
export interface Recall {
  /** `id` of the message. */
  readonly id: string;
  readonly peer: string;
  readonly by: string;
  readonly reason: string;
}

/** A conversation was read up to some second. */
export interface Read {
  readonly peer: string;
  /** Whether the peer has read my messages, or I have read the peer's with another client. */
  readonly by: 'peer' | 'me';
  /** Seconds since 1970: everything up to it is read. */
  readonly until: number;
}

/** What an inbox tells. */
export interface InboxEvents {
  readonly message: Message;
  readonly recalled: Recall;
  readonly read: Read;
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

const recallsIn = (events: readonly PushEvent[]): readonly PushedRecall[] =>
  noticesIn(events).flatMap(notice =>
    'WithdrawC2cMsgNotify' in notice ? notice.WithdrawC2cMsgNotify.C2cWithdrawInfoArray : [],
  );

const recallName = (recall: PushedRecall): string => `recall ${messageId(recall)}`;

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

  constructor(
    private readonly me: string,
    private readonly events: Pick<Emitter<InboxEvents>, 'emit'>,
  ) {}

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
      else for (const recall of recallsIn(entry.EventArray)) this.seen.add(recallName(recall));
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

  private takeMessage(wire: WireMessage): void {
    const message = toMessage(wire, this.me);
    this.note(message);
    if (message.mine && this.sentHere.has(numbersOf(message.seq, message.random))) return;
    if (this.seen.add(message.id)) this.events.emit('message', message);
  }

  private takeEvents(events: readonly PushEvent[]): void {
    for (const event of events) {
      if ('C2cMsgArray' in event) for (const wire of event.C2cMsgArray) this.takeMessage(wire);
      for (const status of statusesIn(event)) this.events.emit('status', status);
    }
    for (const recall of recallsIn(events)) this.takeRecall(recall);
    for (const notice of noticesIn(events)) this.takeRead(notice);
  }

  private takeRecall(recall: PushedRecall): void {
    if (!this.seen.add(recallName(recall))) return;
    const { From_Account: from, To_Account: to, RevokerInfo } = recall;
    this.events.emit('recalled', {
      id: messageId(recall),
      peer: from === this.me ? to : from,
      by: RevokerInfo.Revoker_Account,
      reason: RevokerInfo.Reason,
    });
  }

  private takeRead(notice: ChatNotice): void {
    if ('C2cReadedReceipt' in notice) {
      const { To_Account: peer, UinPairReadArray } = notice.C2cReadedReceipt;
      for (const { LastReadTime: until } of UinPairReadArray)
        this.events.emit('read', { peer, by: 'peer', until });
    }
    if ('ReadC2cMsgNotify' in notice) {
      for (const { From_Account: peer, LastReadTime: until } of notice.ReadC2cMsgNotify.UinPairReadArray) {
        this.events.emit('read', { peer, by: 'me', until });
      }
    }
  }
}
