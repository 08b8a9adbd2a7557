import type { ConnectionId, GroupId, UserId } from '../protocol/ids.ts';
import type { Stored } from './items.ts';

/** Numbers and window of a group or topic. Changed by every message: small, and alone in its partition. */
export interface GroupStateItem extends Stored {
  /** The number of the next message. */
  readonly next: number;
  /** How many numbers so far do not count as unread. */
  readonly uncounted: number;
  /** Seconds since 1970 of the last message; 0 before the first. */
  readonly lastTime: number;
  /** The number of the last message that names everyone. */
  readonly allNamed?: number;
  /** Milliseconds since 1970 when a message was last modified, in a community also one of a topic. */
  readonly modifiedAt?: number;
  /** Up to which number an import has everything read by everyone, and how many up to it do not count. */
  readonly clearedThrough?: number;
  readonly clearedUncounted?: number;
  /** Seconds since 1970; so long lists of conversations show what an import brought, however old it is. */
  readonly listedUntil?: number;
  /** Every number up to it is delivered, but for `holes`. */
  readonly flushed: number;
  /** Numbers that were passed because their messages were not written yet. */
  readonly holes?: readonly number[];
  /** Milliseconds since 1970 of the last flush. */
  readonly flushedAt: number;
  /** Milliseconds since 1970 until which the group rests. */
  readonly windowUntil: number;
  /** Milliseconds since 1970 until when what is said waits for more. */
  readonly livelyUntil?: number;
  /** Milliseconds since 1970 until which somebody flushes, and a name of that attempt. */
  readonly leaseUntil?: number;
  readonly leaseHolder?: string;
  /** How many messages the last flush left to be sent within the rate; absent before the first. */
  readonly credit?: number;
  /** Messages of at least this priority so far: High, High and Normal, and so on. */
  readonly upTo1: number;
  readonly upTo2: number;
  readonly upTo3: number;
  readonly upTo4: number;
  /** At which of these counts a message of that priority is refused at the door while the window lasts. */
  readonly limit1: number;
  readonly limit2: number;
  readonly limit3: number;
  readonly limit4: number;
  /** Dropped so far, by priority. */
  readonly dropped1: number;
  readonly dropped2: number;
  readonly dropped3: number;
  readonly dropped4: number;
  /** Shards of the roster. */
  readonly shards: number;
}

/** Which number a message got, and what goes with it: enough to write the message under it again. */
export interface GroupSentItem extends Stored {
  readonly seq: number;
  /** Seconds since 1970. */
  readonly time: number;
  readonly uncountedBefore: number;
}

/** A message of a group, or a stored tip. */
export interface GroupMessageItem extends Stored {
  readonly seq: number;
  readonly sender: UserId;
  readonly random: number;
  /** Seconds since 1970. */
  readonly time: number;
  /** Seconds since 1970 by the sender's clock, when it said so. */
  readonly clientTime?: number;
  /** 1 High to 4 Lowest. */
  readonly priority: 1 | 2 | 3 | 4;
  /** JSON of the elements, or of the tip. */
  readonly body: string;
  /** The body is a tip (contract: groups.md 11.2). */
  readonly tip?: true;
  readonly cloudCustomData?: string;
  /** How many numbers before it do not count as unread. */
  readonly uncountedBefore: number;
  readonly noUnread?: true;
  readonly noLast?: true;
  /** Only these members see it, and its sender. */
  readonly to?: readonly UserId[];
  /** JSON of whom it names (`GroupAtInfo`). */
  readonly at?: string;
  readonly recalledBy?: UserId;
  /** Seconds since 1970. */
  readonly recalledAt?: number;
  readonly recallReason?: string;
  /** Brought from elsewhere: nobody is told of it live. */
  readonly silent?: true;
  /** Taken away without a trace: readers get a place holder. */
  readonly gone?: true;
  readonly version?: number;
  readonly needReceipt?: true;
  readonly extensible?: true;
  readonly offlinePush?: string;
  readonly withoutWebhooks?: readonly string[];
  /** Name and picture of the sender, as clients are shown them. */
  readonly nick?: string;
  readonly face?: string;
  readonly nameCard?: string;
  /** The connection that sent it, which knows. */
  readonly from?: ConnectionId;
}

/** Which messages of a block of 100 numbers a member has confirmed to have read. */
export interface GroupReceiptsItem extends Stored {
  readonly account: UserId;
  readonly seqs: ReadonlySet<number>;
}

/** That a message of a group, or of one of its topics, was recalled or modified, for clients that were away. */
export interface GroupChangeItem extends Stored {
  readonly seq: number;
  readonly random: number;
  /** Absent: it was modified, or is about to be. */
  readonly recalledBy?: UserId;
  readonly reason?: string;
  /** Of which topic it is, and which life of that. */
  readonly topic?: GroupId;
  readonly topicBorn?: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A message that is pinned. */
export interface PinnedMessage {
  readonly seq: number;
  readonly by: UserId;
  /** Seconds since 1970 until which the message is kept. */
  readonly until: number;
}

/** Which messages are pinned. */
export interface GroupPinsItem extends Stored {
  /** Grows with every change, and is never the same again. */
  readonly change: number;
  readonly pins: readonly PinnedMessage[];
}

/** Which messages of a block of 100 numbers a member has deleted for itself. */
export interface GroupHiddenItem extends Stored {
  readonly seqs: ReadonlySet<number>;
}
