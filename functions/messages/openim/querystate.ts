import { onlineStatus } from '../online-status.ts';

/** Tells which accounts are online, under the older name. */
export const querystate = onlineStatus;
