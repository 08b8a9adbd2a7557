import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { AccountItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { type AccountCard, cardOf } from '../account/account-directory.ts';
import { muteLeft } from '../account/mute.ts';
import { type Tie, tieOf } from '../friend/tie.ts';

/** What is known of a client that wants to write to an account. */
export interface Admission {
  /** Undefined when there is no such account. */
  readonly sender: AccountCard | undefined;
  readonly muted: boolean;
  /** What holds between the two, as the sender sees it. */
  readonly tie: Tie;
}

/**
 * Looks whether a client may write to an account: ½ read unit for its account and ½ for the tie, at once. Never remembered:
 * who has just been blocked or muted is not heard any more.
 * @param now seconds since 1970
 */
export const admissionOf = async (
  table: Table,
  app: SdkAppId,
  { sender, receiver }: { readonly sender: UserId; readonly receiver: UserId },
  now: number,
): Promise<Admission> => {
  const [account, tie] = await Promise.all([
    table.get<AccountItem>(keys.account(app, sender)),
    tieOf(table, { app, owner: sender }, receiver, false),
  ]);
  return {
    sender: account && cardOf(account),
    muted: muteLeft(account?.chatMutedUntil, now) > 0,
    tie,
  };
};
