import { createHash } from 'node:crypto';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';

/**
 * The number of an account that clients build message ids from (contract: client-wire.md 2, `TinyId`). Derived from the
 * name, so that nothing has to be stored or read for it; two of ten million accounts may share one, and nothing is keyed
 * by it.
 * @returns 18 decimal digits that begin with 1441
 */
export const tinyIdOf = (app: SdkAppId, account: UserId): string => {
  const hash = createHash('sha256').update(`${app}\n${account}`).digest();
  return `1441${String(hash.readBigUInt64BE() % 10n ** 14n).padStart(14, '0')}`;
};
