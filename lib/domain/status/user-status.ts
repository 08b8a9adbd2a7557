import type { AccountItem, SessionItem } from '../../table/items.ts';
import { presenceOf } from '../session/presence.ts';

/** Status numbers of clients (contract: conversations-and-login.md E1). */
const online = 1;
const offline = 2;
const notLoggedIn = 3;

/** What others are told of an account. */
export interface UserStatus {
  readonly status: 1 | 2 | 3;
  readonly customStatus: string;
}

/**
 * The status of an account: offline while it is logged in somewhere and connected nowhere.
 * @param now milliseconds since 1970
 */
export const userStatusOf = (
  account: Pick<AccountItem, 'customStatus'> | undefined,
  sessions: readonly SessionItem[],
  now: number,
): UserStatus => {
  const away = sessions.length === 0 ? notLoggedIn : offline;
  return {
    status: presenceOf(sessions, now).presence === 'Online' ? online : away,
    customStatus: account?.customStatus ?? '',
  };
};
