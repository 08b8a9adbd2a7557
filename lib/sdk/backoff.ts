const firstMilliseconds = 500;
const longestMilliseconds = 30_000;

/**
 * How long to wait before a reconnect: a random time up to a limit that doubles with each attempt, from half a second to
 * half a minute. The randomness keeps the clients of a server that restarts from coming back all at once.
 * @param attempt 0 for the first
 * @param random at least 0, less than 1
 * @returns milliseconds
 */
export const backoff = (attempt: number, random: number): number =>
  Math.floor(random * Math.min(longestMilliseconds, firstMilliseconds * 2 ** attempt));
