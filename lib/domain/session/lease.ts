/**
 * Times of a session, which hang together (docs/sessions.md). A connection without traffic is closed by API Gateway
 * after 10 minutes and any connection after 2 hours (API Gateway quotas); the lease says the same to our readers.
 */

/** How often a client says hello: two of them fit into a lease, so that one may be lost. One write unit each. */
export const helloSeconds = 270;

/** For how long a connection counts as alive after a login or a hello: API Gateway's idle time. */
export const leaseMilliseconds = 600_000;

/** Life of a session without a login or a reconnect, and of the token that proves it. */
export const sessionSeconds = 7 * 86_400;

/** After this no connection of a client can be open any more: API Gateway's 2 hours and some slack. */
export const connectionSeconds = 7_200 + 300;

/** For how long after the end of its connection a client still counts as online: time to come back. */
export const returnMilliseconds = 10_000;
