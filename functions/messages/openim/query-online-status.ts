import { onlineStatus } from '../online-status.ts';

/** Tells which accounts are online. */
export const queryOnlineStatus = onlineStatus;
