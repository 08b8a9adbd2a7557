import type { Files } from '../../kernel/ports.ts';
import { isGivenOut, readFileName } from './file-name.ts';
import { servedAs } from './served-as.ts';

/** Seconds that an address in the store is good for; who follows the link again gets a new one. */
const downloadSeconds = 300;
/** Seconds in which a browser need not ask again, a minute less, so that what it remembers still works. */
const rememberSeconds = downloadSeconds - 60;

/** Where a file is for the moment. */
export interface Download {
  readonly url: string;
  readonly rememberSeconds: number;
}

/**
 * Follows a link.
 * @param path what stands behind the base of every link
 * @param now milliseconds since 1970
 * @returns undefined for a name that is not one of ours, or past its last day
 */
export const followLink = (path: string, files: Files, now: number): Download | undefined => {
  const name = readFileName(path);
  if (!name || !isGivenOut(name, now)) return undefined;
  return { url: files.downloadUrl(path, { seconds: downloadSeconds, ...servedAs(name) }), rememberSeconds };
};
