import type { PushEvent } from '../protocol/pushes.ts';
import type { Session } from './session.ts';

/** Whether somebody is there. */
export interface UserStatus {
  readonly userId: string;
  /** Away: logged in, and connected with no client. */
  readonly status: 'online' | 'away' | 'loggedOut';
  /** What the user says beside, as set by `setCustomStatus`. */
  readonly customStatus: string;
}

const names = { 1: 'online', 2: 'away', 3: 'loggedOut' } as const;

interface WireStatus {
  readonly To_Account: string;
  readonly Status: 1 | 2 | 3;
  readonly CustomStatus: string;
}

const textIn = (base64: string): string =>
  new TextDecoder().decode(Uint8Array.from(atob(base64), letter => letter.charCodeAt(0)));

const toStatus = ({ To_Account, Status, CustomStatus }: WireStatus): UserStatus => ({
  userId: To_Account,
  status: names[Status],
  customStatus: textIn(CustomStatus),
});

/** What a push tells of the status of users. */
export const statusesIn = (event: PushEvent): readonly UserStatus[] =>
  'UserStatusList' in event ? event.UserStatusList.map(toStatus) : [];

/** The status of users; who does not exist is left out. @throws KaiwaError */
export const readStatuses = async (
  session: Session,
  userIds: readonly string[],
): Promise<readonly UserStatus[]> => {
  const body = { To_Account: [...userIds] };
  const { UserStatusList } = await session.request('im_open_status.ws_get_user_status', body);
  return UserStatusList.map(toStatus);
};
