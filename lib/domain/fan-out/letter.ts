import type { ConnectionId, UserId } from '../../protocol/ids.ts';
import type { OfflineGroupDraft } from '../../protocol/offline-group-message.ts';
import type { PushEvent } from '../../protocol/pushes.ts';

/** One event on its way to the clients of a roster. */
export interface Letter {
  readonly event: PushEvent;
  /** Only for these accounts; absent: for all. */
  readonly to?: readonly UserId[] | undefined;
  /** Not for these accounts. */
  readonly notTo?: readonly UserId[] | undefined;
  /** Not for this connection, which knows. */
  readonly except?: ConnectionId | undefined;
  /** What vendors of phones are told for clients that are away. */
  readonly offline?: OfflineGroupDraft | undefined;
}

/** Whether an account is to get a letter. */
export const isForAccount = ({ to, notTo }: Letter, account: UserId): boolean =>
  (!to || to.includes(account)) && !(notTo?.includes(account) ?? false);

/** Whether a client is to get a letter. */
export const isFor = (
  letter: Letter,
  { account, connection }: { readonly account: UserId; readonly connection: ConnectionId },
): boolean => connection !== letter.except && isForAccount(letter, account);
