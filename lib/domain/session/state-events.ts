import type { DomainEvent } from '../../kernel/ports.ts';
import type { ConnectionId, InstanceId, SdkAppId, UserId } from '../../protocol/ids.ts';
import {
  type Ended,
  type StateChange,
  type StatePlatform,
  type StatusDelay,
  stateChangeType,
  statusDelays,
} from '../../protocol/state-change.ts';
import type { SessionItem } from '../../table/items.ts';
import { platformOf } from './platforms.ts';

/** Whose client it is. */
export interface SessionOwner {
  readonly app: SdkAppId;
  readonly account: UserId;
  readonly instance: InstanceId;
}

type Watched = Pick<SessionItem, 'watchedUntil'>;

/** Asks for a look at the status, when somebody wants to hear of it. */
const look = (
  { watchedUntil = 0 }: Watched,
  at: number,
  StatusIn: StatusDelay = statusDelays.now,
  Ended?: Ended,
) => (watchedUntil > at ? { StatusIn, ...(Ended && { Ended }) } : {});

/**
 * Asks for a look at the status of an account for a reason that no webhook hears of.
 * @param at milliseconds since 1970
 */
export const statusEvent = (
  { app, account, instance }: SessionOwner,
  type: string,
  at: number,
): DomainEvent => ({
  type,
  id: `${type}/${app}/${account}/${instance}/${at}`,
  detail: {
    SdkAppid: app,
    EventTime: at,
    Info: { To_Account: account },
    StatusIn: statusDelays.now,
  },
});

const event = (
  { app, account, instance }: SessionOwner,
  occasion: string,
  detail: Omit<StateChange, 'SdkAppid'>,
): DomainEvent => ({
  type: stateChangeType,
  id: `${detail.Info.Action}/${app}/${account}/${instance}/${occasion}`,
  detail: { SdkAppid: app, ...detail },
});

const stateName = (number: number): StatePlatform => {
  const platform = platformOf(number);
  return platform === 'iPhone' ? 'iOS' : platform;
};

/**
 * A client has logged in or come back. Repeats of one login frame have one id.
 * @param kicked the connected sessions that it put out
 * @param at milliseconds since 1970
 */
export const loginEvent = (
  owner: SessionOwner,
  session: Pick<SessionItem, 'loggedInAt'> & Watched & { readonly connection: ConnectionId },
  kicked: readonly Pick<SessionItem, 'platform'>[],
  at: number,
): DomainEvent =>
  event(owner, `${session.loggedInAt}/${session.connection}`, {
    EventTime: at,
    Info: { Action: 'Login', To_Account: owner.account, Reason: 'Register' },
    ...look(session, at),
    ...(kicked.length > 0 && {
      KickedDevice: kicked.map(({ platform }) => ({ Platform: stateName(platform) })),
    }),
  });

/**
 * A client has logged out or was logged out by an administrator.
 * @param at milliseconds since 1970
 */
export const logoutEvent = (
  owner: SessionOwner,
  session: Pick<SessionItem, 'loggedInAt'> & Watched,
  at: number,
): DomainEvent =>
  event(owner, String(session.loggedInAt), {
    EventTime: at,
    Info: { Action: 'Logout', To_Account: owner.account, Reason: 'Unregister' },
    ...look(session, at, statusDelays.now, { Instance: owner.instance, LoggedInAt: session.loggedInAt }),
  });

/**
 * The connection of a client has ended without a logout.
 * @param reason `LinkClose` when the gateway said so, `TimeOut` when nothing was heard of it any more
 * @param at milliseconds since 1970
 * @param mayReturn whether the client still counts as online
 */
export const disconnectEvent = (
  owner: SessionOwner,
  { connection, ...session }: Watched & { readonly connection: ConnectionId },
  reason: 'LinkClose' | 'TimeOut',
  at: number,
  mayReturn: boolean,
): DomainEvent =>
  event(owner, connection, {
    EventTime: at,
    Info: { Action: 'Disconnect', To_Account: owner.account, Reason: reason },
    ...look(session, at, mayReturn ? statusDelays.afterReturn : statusDelays.now, { Connection: connection }),
  });
