import { statusDelays } from '../../protocol/state-change.ts';

/**
 * Times of a session, which hang together (docs/sessions.md). A connection without traffic is closed by API Gateway
 * after 10 minutes and any connection after 2 hours (API Gateway quotas); the lease says the same to our readers.
 */

/** How often a client says hello: two of them fit into a lease, so that one may be lost. One write unit each. */
export const helloSeconds = 180;

/** For how long a connection counts as alive after a login or a hello (contract: conversations-and-login.md E1). */
export const leaseMilliseconds = 400_000;

/** Life of a session without a login or a reconnect, and of the token that proves it. */
export const sessionSeconds = 7 * 86_400;

/** After this no connection of a client can be open any more: API Gateway's 2 hours and some slack. */
export const connectionSeconds = 7_200 + 300;

/** For how long a client that lost its connection still counts as online: time to come back (E1). */
export const returnMilliseconds = statusDelays.afterReturn * 1000;

/** How a connection ended, as the gateway tells it. */
export interface Closing {
  /** Close code of the WebSocket; 1006 when there was no close frame. */
  readonly code: number;
  /** How long the connection lasted. */
  readonly milliseconds: number;
}

/** Codes of who leaves on purpose: done, page left, closed without a code, and what published clients say at `destroy`. */
const leaving: ReadonlySet<number> = new Set([1000, 1001, 1005, 4000]);

/** API Gateway cuts a connection when it is so old, with 1001 as if a page were left; a minute of slack. */
const cutMilliseconds = 7_200_000 - 60_000;

/** Whether a client is not expected back: it has closed its connection itself, and not to open another. */
export const hasLeft = ({ code, milliseconds }: Closing): boolean =>
  leaving.has(code) && milliseconds < cutMilliseconds;
