import type { Ports } from '../../kernel/ports.ts';
import type { ConnectionId, InstanceId, UserId } from '../../protocol/ids.ts';
import type { SessionItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
import { isAlone, placeIn } from '../room/places.ts';
import { endLease } from '../session/session-changes.ts';
import { isConnected, sessionsOf } from '../session/session-store.ts';
import { dropEntry, type RosterPlace, writeEntry } from './roster-store.ts';

/** A client whose connection a post found gone. */
interface Gone {
  readonly account: UserId;
  readonly instance: InstanceId;
  readonly connection: ConnectionId;
}

/** What the client of a gone connection turned out to be. */
export type Whereabouts =
  | { readonly now: 'elsewhere'; readonly connection: ConnectionId }
  | { readonly now: 'away'; readonly session: SessionItem }
  /** Whether it was in the roster until now; whether it was its account's only client in the room. */
  | { readonly now: 'out'; readonly dropped: boolean; readonly alone: boolean };

const markAway = (ports: Pick<Ports, 'table'>, { life, shard, cameAt }: RosterPlace, gone: Gone) =>
  conditionHeld(
    ports.table.update({
      key: keys.rosterEntry(life, shard, gone.account, gone.instance, cameAt),
      set: 'REMOVE #connection',
      condition: '#connection = :connection',
      names: { '#connection': 'connection' },
      values: { ':connection': gone.connection },
    }),
  );

/** A client that has left the live room is not led into it, wherever it is. */
const belongs = ({ life, cameAt }: RosterPlace, session: SessionItem): boolean =>
  cameAt === undefined || placeIn(life, session) !== undefined;

/**
 * Puts right the roster entry of a connection that a post found gone, and no other: 1 read and up to 2 write units. A client
 * that has come back on another connection is led there; a phone that can be pushed to stays, without a connection.
 * @param place where the entry stands
 * @param pushed whether the roster keeps clients that are away
 */
export const settleGone = async (
  ports: Pick<Ports, 'table' | 'clock'>,
  place: RosterPlace,
  gone: Gone,
  pushed: boolean,
): Promise<Whereabouts> => {
  const { table, clock } = ports;
  const { app } = place.life;
  const { account, instance, connection } = gone;
  const sessions = await sessionsOf(ports, app, account);
  const session = sessions.find(one => one.instance === instance);
  if (session && isConnected(session, clock.now()) && session.connection !== connection) {
    if (belongs(place, session)) {
      await writeEntry(table, place, account, session);
      return { now: 'elsewhere', connection: session.connection };
    }
  }
  if (session?.connection === connection) {
    await endLease(table, { app, account, instance }, connection, clock.now());
  }
  if (session?.device && pushed) {
    await markAway(ports, place, gone);
    return { now: 'away', session };
  }
  const entry = await dropEntry(table, place, account, gone, connection);
  return {
    now: 'out',
    dropped: entry !== undefined,
    alone: isAlone(place.life, sessions, instance, clock.now()),
  };
};
