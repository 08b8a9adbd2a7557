import type { DomainEvent } from '../../kernel/ports.ts';
import type { ConnectionId, InstanceId, SdkAppId, UserId } from '../../protocol/ids.ts';
import { type StateChange, type StatePlatform, stateChangeType } from '../../protocol/state-change.ts';
import type { SessionItem } from '../../table/items.ts';
import { platformOf } from './platforms.ts';

/** Whose client it is. */
export interface SessionOwner {
  readonly app: SdkAppId;
  readonly account: UserId;
  readonly instance: InstanceId;
}

const event = (
  { app, account, instance }: SessionOwner,
  occasion: string,
  detail: Pick<StateChange, 'EventTime' | 'Info' | 'KickedDevice'>,
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
  session: Pick<SessionItem, 'loggedInAt'> & { readonly connection: ConnectionId },
  kicked: readonly Pick<SessionItem, 'platform'>[],
  at: number,
): DomainEvent =>
  event(owner, `${session.loggedInAt}/${session.connection}`, {
    EventTime: at,
    Info: { Action: 'Login', To_Account: owner.account, Reason: 'Register' },
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
  { loggedInAt }: Pick<SessionItem, 'loggedInAt'>,
  at: number,
): DomainEvent =>
  event(owner, String(loggedInAt), {
    EventTime: at,
    Info: { Action: 'Logout', To_Account: owner.account, Reason: 'Unregister' },
  });

/**
 * The connection of a client has ended without a logout.
 * @param reason `LinkClose` when the gateway said so, `TimeOut` when nothing was heard of it any more
 * @param at milliseconds since 1970
 */
export const disconnectEvent = (
  owner: SessionOwner,
  connection: ConnectionId,
  reason: 'LinkClose' | 'TimeOut',
  at: number,
): DomainEvent =>
  event(owner, connection, {
    EventTime: at,
    Info: { Action: 'Disconnect', To_Account: owner.account, Reason: reason },
  });
