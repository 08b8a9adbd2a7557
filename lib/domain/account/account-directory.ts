import type { SignatureEpochs } from '../../kernel/application.ts';
import type { Clock, Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { AccountItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { ShortMemory } from '../short-memory.ts';

/** What other features ask of an account. */
export interface AccountCard {
  readonly nick: string;
  readonly faceUrl: string;
  /** Seconds since 1970. */
  readonly notBefore: number;
  /** Seconds since 1970 until which it may send no messages to groups. */
  readonly groupMutedUntil: number;
}

/** A new nick or a deletion is seen everywhere within this time. */
const cacheMilliseconds = 10_000;
const cardsKept = 10_000;

const text = (value: string | number | undefined): string => (value === undefined ? '' : String(value));

/** The card of a stored account. */
export const cardOf = (item: AccountItem): AccountCard => ({
  nick: text(item.profile.Tag_Profile_IM_Nick),
  faceUrl: text(item.profile.Tag_Profile_IM_Image),
  notBefore: item.notBefore ?? 0,
  groupMutedUntil: item.groupMutedUntil ?? 0,
});

/**
 * Accounts that exist, remembered for seconds. It makes the second message between two people cost no read for "is there
 * such an account"; that there is none is never remembered, so that an account works as soon as it was imported.
 */
export class AccountDirectory implements SignatureEpochs {
  private readonly cards: ShortMemory<string, AccountCard>;

  constructor(
    private readonly table: Table,
    clock: Clock,
  ) {
    this.cards = new ShortMemory(clock, cacheMilliseconds, cardsKept);
  }

  /** @returns undefined when there is no such account */
  async find(app: SdkAppId, account: UserId): Promise<AccountCard | undefined> {
    const known = this.known(app, account);
    if (known) return known;
    const item = await this.table.get<AccountItem>(keys.account(app, account));
    return item && this.note(item);
  }

  /** @returns undefined when nothing is remembered */
  known(app: SdkAppId, account: UserId): AccountCard | undefined {
    return this.cards.get(keys.account(app, account).PK);
  }

  /** Remembers an account that was read. */
  note(item: AccountItem): AccountCard {
    const card = cardOf(item);
    this.cards.set(item.PK, card);
    return card;
  }

  async notBefore(app: SdkAppId, account: UserId): Promise<number> {
    return (await this.find(app, account))?.notBefore ?? 0;
  }

  /** Drops what is remembered of an account that this function has just changed. */
  forget(app: SdkAppId, account: UserId): void {
    this.cards.delete(keys.account(app, account).PK);
  }
}
