import type { ConnectionId, InstanceId, SdkAppId, UserId } from '../protocol/ids.ts';
import type { Ended } from '../protocol/state-change.ts';

/** Shapes as stored. `v` is the version of the shape; a reader of a later version understands the earlier ones. */
export interface Stored {
  readonly PK: string;
  readonly SK: string;
  readonly v: 1;
  /** Seconds since 1970. An item past it does not exist, whether DynamoDB has deleted it yet or not. */
  readonly ExpiresAt?: number;
}

export interface ApplicationItem extends Stored {
  readonly id: SdkAppId;
  readonly secretKeys: readonly string[];
  readonly admins: readonly UserId[];
  readonly disabled: boolean;
  /** Only what differs from the defaults. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Grows with every change of the settings; absent before the first. */
  readonly settingsVersion?: number;
}

export interface AccountItem extends Stored {
  readonly account: UserId;
  /** Seconds since 1970. */
  readonly createdAt: number;
  /** Seconds since 1970; UserSigs issued earlier are refused. */
  readonly notBefore?: number;
  /** Seconds since 1970 until which it may send no one-to-one messages; the largest number stands for ever. */
  readonly chatMutedUntil?: number;
  /** The same for messages to groups. */
  readonly groupMutedUntil?: number;
  /** What its owner says of itself beside the status. */
  readonly customStatus?: string;
  /** Milliseconds since 1970 until which somebody may want to hear of its status. */
  readonly watchedUntil?: number;
  /** Profile values by tag. */
  readonly profile: Readonly<Record<string, string | number>>;
}

export interface SessionItem extends Stored {
  readonly instance: InstanceId;
  /** Platform number of the client (contract: client-wire.md 1). */
  readonly platform: number;
  /** Milliseconds since 1970 of the login with a UserSig. */
  readonly loggedInAt: number;
  /** The open connection; absent while the client is away. */
  readonly connection?: ConnectionId;
  /**
   * Milliseconds since 1970 until which the connection counts as alive without another sign of life; once the connection
   * has ended, when that was.
   */
  readonly leaseUntil: number;
  /** Milliseconds since 1970 until which the client still counts as online although its connection has ended. */
  readonly onlineUntil?: number;
  /** As of the account, so that what happens to a session is known to interest somebody without a read. */
  readonly watchedUntil?: number;
  /** As of the account, for the reply to a reconnect. */
  readonly customStatus?: string;
  /** Milliseconds since 1970; what the client subscribed to before is over. */
  readonly unwatchedAt?: number;
  /** Live rooms that the client is in (lib/domain/room/places.ts). */
  readonly rooms?: ReadonlySet<string>;
  /** Where a vendor's push service finds the client while it is away. */
  readonly device?: {
    readonly token: string;
    /** Number of the vendor certificate (`businessID`). */
    readonly certificate: number;
    /** Brand by the client's own number. */
    readonly brand: number;
    /** Milliseconds since 1970. */
    readonly reportedAt: number;
  };
}

/** Whose client has a device, so that a device has one. */
export interface DeviceTokenItem extends Stored {
  readonly account: UserId;
  readonly instance: InstanceId;
}

/** That a client wants to hear of the status of the account in whose partition this stands. */
export interface WatcherItem extends Stored {
  readonly subscriber: UserId;
  readonly instance: InstanceId;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** What the watchers of an account were told last. */
export interface WatchedItem extends Stored {
  readonly told: string;
  /** Changes with every write, so that of two who look at once one looks again. */
  readonly version?: number;
  /** What was announced to end and may not be written yet. */
  readonly ended?: readonly PastEnd[];
}

/** An end that whoever looks counts out until then, in milliseconds since 1970. */
export interface PastEnd {
  readonly what: Ended;
  readonly until: number;
}

export interface ConnectionItem extends Stored {
  readonly app: SdkAppId;
  /** Stands for no account in the record of a guest of a live room. */
  readonly account: UserId;
  readonly instance: InstanceId;
  /** Where a guest listens (lib/domain/room/guests.ts). */
  readonly guest?: string;
}

/** What was there at one moment and is no longer wanted, by one side of a conversation (docs/conversations.md). */
export interface Cut {
  /** Milliseconds since 1970 of that moment. */
  readonly at: number;
  /** A place in the time index: every message up to it. */
  readonly through: string;
  /** Checksums of the places of messages behind it that were there too. */
  readonly also?: readonly number[];
}

/** How a client is told of messages: 1 not at all, 2 without offline push, 3 the same except when it is named. */
export type Remind = 1 | 2 | 3;

export interface ChatItem extends Stored {
  readonly peer: UserId;
  /** Seconds since 1970 of the last change that a client must hear of: no earlier than the newest message or recall. */
  readonly lastTime: number;
  /** Where the newest message stands in the time index; absent while there is none to show in the list. */
  readonly lastKey?: string;
  /** Sort key of that message. A hint: a reader checks that the message stands where `lastKey` says (docs/delivery.md). */
  readonly lastMessage?: string;
  /** Seconds since 1970 of the peer's newest message that counts as unread. */
  readonly peerTime?: number;
  /** Seconds since 1970; messages of the peer up to it are read. */
  readonly readTime?: number;
  /** Taken out of the list; back in it as soon as there is a message that was not there then. */
  readonly deleted?: Cut;
  /** Taken out of the history of this side. */
  readonly cleared?: Cut;
  /** How often it was deleted: a pin is good for one life. */
  readonly lives?: number;
  /** Absent: messages are told with offline push. */
  readonly remind?: Remind;
  /** Seconds since 1970 from which on messages come or came in silence; what came before is heard of. */
  readonly silentSince?: number;
  /** Seconds since 1970 up to which messages came in silence (`remind` 1) and are not counted as unread. */
  readonly silentUntil?: number;
  /** When the item expires if it holds more than a conversation does, whatever its messages say. */
  readonly keptUntil?: number;
}

/** A conversation that is kept on top. */
export interface Pin {
  readonly peer: UserId;
  /** The life of the conversation that it was pinned in (`ChatItem.lives`). */
  readonly life: number;
}

/** What an account has pinned, in one item, so that their number is exact. */
export interface PinsItem extends Stored {
  readonly pins: readonly Pin[];
  /** Grows with every change. */
  readonly version: number;
}

/** Groups and marks of one conversation, whether it is in the list or not. */
export interface LabelItem extends Stored {
  readonly peer: UserId;
  /** Standard marks that are set, 0 to 63. */
  readonly marks?: readonly number[];
  readonly custom?: string;
  /** Numbers of groups; those of groups that are gone do not count. */
  readonly groups?: readonly number[];
  /** Seconds since 1970. */
  readonly changedAt: number;
  /** Grows with every change. */
  readonly version: number;
}

/** A named group of conversations. Its number is never given again. */
export interface ContactGroup {
  readonly id: number;
  readonly name: string;
}

/** What there is once for all labels of an account. */
export interface LabelIndexItem extends Stored {
  readonly contactGroups?: readonly ContactGroup[];
  /** The highest number ever given to a group. */
  readonly lastId?: number;
  /** Of the groups; grows with every change of them. */
  readonly version?: number;
  /** How many conversations have a label item. */
  readonly labelled?: number;
}

/** What stands in the time index of a pair. */
interface PairStored extends Stored {
  /** Sort key of the time index. */
  readonly ByTime: string;
  readonly sender: UserId;
  readonly receiver: UserId;
  readonly seq: number;
  readonly random: number;
  /** Seconds since 1970 of the message. */
  readonly time: number;
  /** Seconds since 1970 by the sender's clock, when it said so. */
  readonly clientTime?: number;
}

export interface MessageItem extends PairStored {
  /** JSON of the elements (`MsgBody`): a text, because what apps put into them is theirs, empty strings included. */
  readonly body: string;
  readonly cloudCustomData?: string;
  /** The sender asked for a read receipt. */
  readonly needReceipt?: true;
  /** Who recalled it. */
  readonly recalledBy?: UserId;
  /** Not counted as unread. */
  readonly noUnread?: true;
  /** Told and counted even if the receiver does not want to hear of the sender's messages. */
  readonly insists?: true;
  /** Not shown as the newest message of the conversation. */
  readonly noLast?: true;
  /** Not in the sender's history. */
  readonly receiverOnly?: true;
  /** Seconds since 1970 after which it no longer counts as unread. */
  readonly unreadUntil?: number;
  /** How often it was modified. */
  readonly version?: number;
  /** Seconds since 1970 when the receiver sent a receipt for it. */
  readonly receiptTime?: number;
  /** Not in the history of who sent it, or of who received it, any more. */
  readonly deletedBySender?: true;
  readonly deletedByReceiver?: true;
  /** Key-value extensions may be added. */
  readonly extensible?: true;
  /** JSON of what vendors of phones are told (`OfflinePushInfo`). */
  readonly offlinePush?: string;
  /** Webhooks that its sender does not want for it (`ForbidCallbackControl`). */
  readonly withoutWebhooks?: readonly string[];
}

/** What a key of a message holds, who wrote it, and over which number of the key. No value: it was deleted. */
export type ExtensionValue = readonly [value: string | null, by: UserId, over: number];

/** Every key-value extension of a message in one item, two attributes for each key. */
export interface ExtensionsItem extends Stored {
  /** The highest number ever given to a key. */
  readonly lastSeq: number;
  /** What had a number up to this one was cleared. */
  readonly clearedSeq: number;
  /** Keys that have a value. */
  readonly living: number;
  /** Keys that stand in the item, deleted ones included. */
  readonly known: number;
  /** Minutes since 1970 of the last change, and how many there were in that minute. */
  readonly minute: number;
  readonly changes: number;
  readonly [value: `VALUE#${string}`]: ExtensionValue;
  readonly [seq: `SEQ#${string}`]: number;
}

/** The messages of a merged message that is too long to carry them. */
export interface MergedListItem extends Stored {
  /** JSON of the list (`MsgList`), compressed with Brotli. */
  readonly list: Uint8Array;
}

/**
 * That something happened to a message after its own time, at the place in time when it did, for clients that were away:
 * it was recalled, or its sender's first attempt ended half-way and it was noted only later.
 */
export interface NoticeItem extends PairStored {
  /** Sort key of the message. */
  readonly message: string;
  /** Absent when the message came late or was modified. */
  readonly recalledBy?: UserId;
  readonly modified?: true;
}
