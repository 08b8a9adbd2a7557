import type { Table } from '../../kernel/ports.ts';
import type { ConnectionId } from '../../protocol/ids.ts';
import type { SessionItem } from '../../table/items.ts';
import { expiryAttribute, keys } from '../../table/keys.ts';
import { unlessChanged } from '../condition-held.ts';
import { leaseMilliseconds, returnMilliseconds, sessionSeconds } from './lease.ts';
import type { Connected } from './session-store.ts';
import type { SessionOwner } from './state-events.ts';

const expiry = (now: number): number => Math.floor(now / 1000) + sessionSeconds;

const keyOf = ({ app, account, instance }: SessionOwner) => keys.session(app, account, instance);

/** Writes the session of a fresh login, over an earlier one of the same client: 1 write unit. */
export const saveSession = async (
  table: Table,
  owner: SessionOwner,
  client: Pick<SessionItem, 'platform' | 'customStatus' | 'watchedUntil'> & {
    readonly connection: ConnectionId;
  },
  now: number,
): Promise<Connected> => {
  const item = {
    ...keyOf(owner),
    v: 1 as const,
    instance: owner.instance,
    ...client,
    loggedInAt: now,
    leaseUntil: now + leaseMilliseconds,
    ExpiresAt: expiry(now),
  };
  await table.put({ item });
  return item;
};

/**
 * Gives a session the connection on which its client has come back, and a new lease: 1 write unit.
 * @param from the connection that it may have had till now
 * @returns undefined, with nothing written, when the session is gone or has a third connection
 */
export const moveSession = (
  table: Table,
  owner: SessionOwner,
  from: ConnectionId,
  to: ConnectionId,
  now: number,
): Promise<SessionItem | undefined> =>
  unlessChanged(
    table.update<SessionItem>({
      key: keyOf(owner),
      set: 'SET #connection = :to, #lease = :lease, #expires = :expires',
      condition: '#expires > :now AND (attribute_not_exists(#connection) OR #connection IN (:from, :to))',
      names: { '#connection': 'connection', '#lease': 'leaseUntil', '#expires': expiryAttribute },
      values: {
        ':from': from,
        ':to': to,
        ':lease': now + leaseMilliseconds,
        ':expires': expiry(now),
        ':now': Math.floor(now / 1000),
      },
    }),
  );

/**
 * Renews the lease of a session that is on this connection, or on none: 1 write unit.
 * @returns undefined, with nothing written, when the session is gone or on another connection
 */
export const renewLease = (
  table: Table,
  owner: SessionOwner,
  connection: ConnectionId,
  now: number,
): Promise<SessionItem | undefined> =>
  unlessChanged(
    table.update<SessionItem>({
      key: keyOf(owner),
      set: 'SET #connection = :connection, #lease = :lease',
      condition: '#expires > :now AND (attribute_not_exists(#connection) OR #connection = :connection)',
      names: { '#connection': 'connection', '#lease': 'leaseUntil', '#expires': expiryAttribute },
      values: {
        ':connection': connection,
        ':lease': now + leaseMilliseconds,
        ':now': Math.floor(now / 1000),
      },
    }),
  );

/**
 * Ends the lease of a connection that a post found gone: 1 write unit. The session keeps the name of the connection, so
 * that whoever learns of its end tells the world, and how it ended (docs/sessions.md).
 */
export const endLease = (
  table: Table,
  owner: SessionOwner,
  connection: ConnectionId,
  now: number,
): Promise<unknown> =>
  unlessChanged(
    table.update({
      key: keyOf(owner),
      set: 'SET #lease = :now, #online = :until',
      condition: '#connection = :connection AND #lease > :now',
      names: { '#connection': 'connection', '#lease': 'leaseUntil', '#online': 'onlineUntil' },
      values: { ':connection': connection, ':now': now, ':until': now + returnMilliseconds },
    }),
  );

/**
 * Takes the connection from a session, unless the client has connected anew meanwhile: 1 write unit. From then on the
 * session has its 7 days.
 * @param at milliseconds since 1970 at which it ended
 * @param onlineUntil milliseconds since 1970 until which the client still counts as online
 */
export const leaveConnection = (
  table: Table,
  owner: SessionOwner,
  connection: ConnectionId,
  at: number,
  onlineUntil: number,
): Promise<unknown> =>
  unlessChanged(
    table.update({
      key: keyOf(owner),
      set: 'SET #lease = :at, #online = :until, #expires = :expires REMOVE #connection',
      condition: '#connection = :connection',
      names: {
        '#connection': 'connection',
        '#lease': 'leaseUntil',
        '#online': 'onlineUntil',
        '#expires': expiryAttribute,
      },
      values: { ':connection': connection, ':at': at, ':until': onlineUntil, ':expires': expiry(at) },
    }),
  );

/**
 * Ends a session; its token is worth nothing on any connection but its last one: 1 write unit.
 * @returns the session as it was at that moment
 */
export const endSession = (table: Table, owner: SessionOwner): Promise<SessionItem | undefined> =>
  table.delete<SessionItem>({ key: keyOf(owner) });
