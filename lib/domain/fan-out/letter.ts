import type { ConnectionId, UserId } from '../../protocol/ids.ts';
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
}

/** Whether a client is to get a letter. */
export const isFor = (
  { to, notTo, except }: Letter,
  { account, connection }: { readonly account: UserId; readonly connection: ConnectionId },
): boolean => connection !== except && (!to || to.includes(account)) && !(notTo?.includes(account) ?? false);
