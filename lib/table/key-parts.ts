import type { SdkAppId, UserId } from '../protocol/ids.ts';

/** The partition of an account. */
export const user = (app: SdkAppId, account: UserId): string => `${app}#USER#${account}`;

/** A number that sorts as text. */
export const digits = (value: number, width: number): string => String(value).padStart(width, '0');
