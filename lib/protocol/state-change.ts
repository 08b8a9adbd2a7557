/** `type` of the event that tells of logins and disconnects (contract: conversations-and-login.md E3). */
export const stateChangeType = 'State.StateChange';

/** Platform names as that event spells them. */
export type StatePlatform = 'Windows' | 'Android' | 'iOS' | 'Mac' | 'iPad' | 'Web';

/** What happened, and why. */
export type StateInfo =
  | { readonly Action: 'Login'; readonly To_Account: string; readonly Reason: 'Register' }
  | { readonly Action: 'Logout'; readonly To_Account: string; readonly Reason: 'Unregister' }
  | { readonly Action: 'Disconnect'; readonly To_Account: string; readonly Reason: 'LinkClose' | 'TimeOut' };

/** Detail of the event. */
export interface StateChange {
  readonly SdkAppid: number;
  /** Milliseconds since 1970 at which it happened. */
  readonly EventTime: number;
  readonly Info: StateInfo;
  /** With a login only: the connected clients that it put out. */
  readonly KickedDevice?: readonly { readonly Platform: StatePlatform }[];
}
