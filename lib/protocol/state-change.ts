/** `source` of every event of ours on the bus. */
export const eventSource = 'kaiwa';

/** `type` of the event that tells of logins and disconnects (contract: conversations-and-login.md E3). */
export const stateChangeType = 'State.StateChange';

/** `type` of the event that an account has set its custom status; for watchers only, no webhook knows it. */
export const statusSetType = 'Kaiwa.StatusSet';

/** In how many seconds the watchers of an account are to be told: at once, or when its client has not come back. */
export const statusDelays = { now: 0, afterReturn: 60 } as const;
export type StatusDelay = (typeof statusDelays)[keyof typeof statusDelays];

/** Platform names as that event spells them. */
export type StatePlatform = 'Windows' | 'Android' | 'iOS' | 'Mac' | 'iPad' | 'Web';

/** What happened, and why. */
export type StateInfo =
  | { readonly Action: 'Login'; readonly To_Account: string; readonly Reason: 'Register' }
  | { readonly Action: 'Logout'; readonly To_Account: string; readonly Reason: 'Unregister' }
  | { readonly Action: 'Disconnect'; readonly To_Account: string; readonly Reason: 'LinkClose' | 'TimeOut' };

/**
 * What comes to an end: a login, or the connection of one. Named so that no later login or connection of the same client
 * is meant.
 */
export type Ended =
  | { readonly Instance: number; readonly LoggedInAt: number }
  | { readonly Connection: string };

/** Detail of the event. */
export interface StateChange {
  readonly SdkAppid: number;
  /** Milliseconds since 1970 at which it happened. */
  readonly EventTime: number;
  readonly Info: StateInfo;
  /** With a login only: the connected clients that it put out. */
  readonly KickedDevice?: readonly { readonly Platform: StatePlatform }[];
  /** Only when somebody wants to hear of the account's status: in how many seconds to look at it. */
  readonly StatusIn?: StatusDelay;
  /** With `StatusIn`, of an end: it is announced before it is written, so who looks counts it out. */
  readonly Ended?: Ended;
}
