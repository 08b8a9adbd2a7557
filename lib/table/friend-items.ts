import type { UserId } from '../protocol/ids.ts';
import type { Stored } from './items.ts';

/**
 * Everything that holds between two accounts, in one item: who has the other as a friend, who asks the other, who blocks
 * the other. Whatever changes one of these facts changes this item, on condition that it is as it was read: so two changes
 * at once never mix.
 */
export interface TieItem extends Stored {
  /** Those of the two that have the other in their list. */
  readonly friends: readonly UserId[];
  /** Those of the two whose request waits for the other's answer. */
  readonly asking: readonly UserId[];
  /** Those of the two that have blocked the other. */
  readonly blocking: readonly UserId[];
  /** Another with every change. */
  readonly revision: string;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
}

/** A friend in its owner's list. */
export interface FriendItem extends Stored {
  readonly friend: UserId;
  /** Seconds since 1970. */
  readonly addedAt: number;
  /** With its prefix `AddSource_Type_`. */
  readonly source?: string;
  readonly wording?: string;
  readonly remark?: string;
  /** Seconds since 1970; only of imported friends. */
  readonly remarkedAt?: number;
  /** Numbers of groups; those of groups that are gone do not count. */
  readonly groups?: ReadonlySet<number>;
  /** Own fields by keyword. */
  readonly custom: Readonly<Record<string, string | number>>;
}

/** That somebody has an account in its list that does not have it in its own: among the items of who is had. */
export interface AdmirerItem extends Stored {
  readonly admirer: UserId;
}

/** A friend request, once among the items of either side. */
export interface FriendRequestItem extends Stored {
  /** The other side. */
  readonly peer: UserId;
  /** Seconds since 1970. */
  readonly at: number;
  readonly source: string;
  readonly wording?: string;
  /** What the asker wants to note once they are friends; only among its own items. */
  readonly remark?: string;
  readonly group?: string;
}

/** A named group of friends. Its number is never given again. */
export interface FriendGroup {
  readonly id: number;
  readonly name: string;
}

/** What there is once for an account's friends, their groups, and requests. Absent members count as 0 or none. */
export interface FriendIndexItem extends Stored {
  readonly friends?: number;
  /** Requests that it got, and that it made, and that wait. */
  readonly received?: number;
  readonly sent?: number;
  readonly groups?: readonly FriendGroup[];
  /** The highest number ever given to a group. */
  readonly lastGroup?: number;
  /** Each grows with every change of what it is named after. */
  readonly standardSequence?: number;
  readonly customSequence?: number;
  readonly groupSequence?: number;
  readonly requestSequence?: number;
  /** Seconds since 1970; requests up to it were seen. */
  readonly requestsSeen?: number;
}
