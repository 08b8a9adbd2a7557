import type { UserId } from '../protocol/ids.ts';
import type { Stored } from './items.ts';

/** That an account has blocked another. */
export interface BlockItem extends Stored {
  readonly blocked: UserId;
  /** Seconds since 1970. */
  readonly at: number;
  /** The sequence of the list that this entry made: entries are listed in this order, whatever is deleted meanwhile. */
  readonly number: number;
}

/** The same among the items of who was blocked. */
export interface BlockerItem extends Stored {
  readonly owner: UserId;
}

/** What there is once for a block list. */
export interface BlockIndexItem extends Stored {
  /** How many are blocked. */
  readonly blocked: number;
  /** Grows with every change of the list. */
  readonly sequence: number;
}
