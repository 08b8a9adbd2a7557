import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { BlockItem } from '../../table/block-items.ts';
import type { AccountItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { type AccountCard, cardOf } from '../account/account-directory.ts';
import { muteLeft } from '../account/mute.ts';

/** What is known of a client that wants to write to an account. */
export interface Admission {
  /** Undefined when there is no such account. */
  readonly sender: AccountCard | undefined;
  readonly muted: boolean;
  readonly blocked: boolean;
}

/**
 * Looks whether a client may write to an account: 1 read unit, in one call. Never remembered: who has just been blocked or
 * muted is not heard any more.
 * @param now seconds since 1970
 */
export const admissionOf = async (
  table: Table,
  app: SdkAppId,
  { sender, receiver }: { readonly sender: UserId; readonly receiver: UserId },
  now: number,
): Promise<Admission> => {
  const block = keys.block(app, receiver, sender);
  const items = await table.getMany<AccountItem | BlockItem>([keys.account(app, sender), block]);
  const account = items.find((item): item is AccountItem => 'profile' in item);
  return {
    sender: account && cardOf(account),
    muted: muteLeft(account?.chatMutedUntil, now) > 0,
    blocked: items.some(item => item.SK === block.SK),
  };
};
