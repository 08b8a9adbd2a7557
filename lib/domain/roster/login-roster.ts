import type { Ports, Table } from '../../kernel/ports.ts';
import type { JoinedItem } from '../../table/group-items.ts';
import type { SessionItem } from '../../table/items.ts';
import { forEachOf } from '../bounded.ts';
import { joinedOf } from '../group/joined-store.ts';
import { renewRooms } from '../room/presence.ts';
import type { SessionOwner } from '../session/state-events.ts';
import { changeSilence, dropEntry, type RosterPlace, writeEntry } from './roster-store.ts';

const placeOf = (
  { app }: SessionOwner,
  { group, born, shard }: Pick<JoinedItem, 'group' | 'born' | 'shard'>,
): RosterPlace => ({ life: { app, group, born }, shard });

/** Where the clients of an account stand, and of which topics there they want no messages. */
interface Standing {
  readonly place: RosterPlace;
  readonly silenced: ReadonlySet<string>;
}

/** Groups whose messages an account wants, by where its clients stand. */
const placesOf = async (table: Table, owner: SessionOwner): Promise<ReadonlyMap<string, Standing>> => {
  const joined = await joinedOf(table, owner.app, owner.account);
  const wanted = joined.filter(({ discard }) => !discard);
  return new Map(
    wanted.map(one => [
      `${one.born}#${one.shard}#${one.group}`,
      { place: placeOf(owner, one), silenced: one.silenced ?? new Set() },
    ]),
  );
};

const without = (these: ReadonlySet<string>, those: ReadonlySet<string>): readonly string[] =>
  [...these].filter(one => !those.has(one));

/** What has changed while a client came in: groups that were left, and topics of which more or less is wanted. */
const settle = (
  table: Table,
  owner: SessionOwner,
  { place, silenced }: Standing,
  now: Standing | undefined,
): Promise<unknown> => {
  if (!now) return dropEntry(table, place, owner.account, owner);
  return changeSilence(table, place, owner.account, owner, {
    more: without(now.silenced, silenced),
    fewer: without(silenced, now.silenced),
  });
};

/**
 * Writes a client into the rosters of all groups of its account, after its session was written and before its login is answered
 * (docs/groups.md says why in this order): 1 read unit when there is no group; else 1 write unit for each and 1 read unit more.
 * What the account has left meanwhile is taken back; what it joins meanwhile sees the session. The live rooms of one that comes
 * back are renewed: 1 or 2 write units for each.
 */
export const enterRosters = async (
  ports: Pick<Ports, 'table' | 'clock'>,
  owner: SessionOwner,
  session: SessionItem,
): Promise<void> => {
  const { table } = ports;
  await renewRooms(ports, owner, session);
  const before = await placesOf(table, owner);
  if (before.size === 0) return;
  await forEachOf([...before.values()], ({ place, silenced }) =>
    writeEntry(table, place, owner.account, session, { silenced }),
  );
  const after = await placesOf(table, owner);
  await forEachOf([...before], ([name, standing]) => settle(table, owner, standing, after.get(name)));
};

/**
 * Takes a client that logs out from the rosters of its groups, after its session has ended: 1 read unit, and 1 write unit for
 * each group. Its connection may stay open, and the next one to log in there must not get what was meant for it.
 */
export const leaveRosters = async (table: Table, owner: SessionOwner): Promise<void> => {
  const places = await placesOf(table, owner);
  await forEachOf([...places.values()], ({ place }) => dropEntry(table, place, owner.account, owner));
};
