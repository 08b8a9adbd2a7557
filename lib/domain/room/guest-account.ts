import type { UserId } from '../../protocol/ids.ts';

/** Stands where an account would, in the entry of a guest. It is longer than any UserID can be. */
export const guestAccount = '@a guest, who has no account at all@' as UserId;
