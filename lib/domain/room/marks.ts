import type { Ports } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { RosterItem, RosterShardItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import { forEachOf } from '../bounded.ts';
import { conditionHeld, unlessChanged } from '../condition-held.ts';
import { sessionsOf } from '../session/session-store.ts';
import { placeIn } from './places.ts';

/** Contract: groups.md 12. */
const kindsOfMarks = 10;

/** Marks of a member of a live room, to be set or taken away. */
export interface Marking {
  readonly account: UserId;
  readonly marks: readonly number[];
}

/**
 * Notes which kinds of marks a room uses: 1 write unit.
 * @returns false when that would be more than ten
 */
export const allowKinds = async (
  { table }: Pick<Ports, 'table'>,
  life: GroupLife,
  marks: readonly number[],
): Promise<boolean> => {
  const key = keys.rosterShard(life, 0);
  const known = (await table.get<RosterShardItem>(key, { consistent: true }))?.kinds ?? new Set<number>();
  const added = [...new Set(marks)].filter(mark => !known.has(mark));
  if (added.length === 0) return true;
  if (known.size + added.length > kindsOfMarks) return false;
  return conditionHeld(
    table.update({
      key,
      set: 'ADD kinds :added',
      condition: 'attribute_not_exists(kinds) OR size(kinds) = :known',
      values: { ':added': new Set(added), ':known': known.size },
    }),
  );
};

/**
 * Sets marks of who is in a live room, or takes them away: 1 read unit each, and 1 write unit for each client.
 * @returns those who are in the room
 */
export const markMembers = async (
  ports: Pick<Ports, 'table' | 'clock'>,
  life: GroupLife,
  markings: readonly Marking[],
  how: 'ADD' | 'DELETE',
): Promise<readonly Marking[]> => {
  const done = await forEachOf(markings, async ({ account, marks }) => {
    const sessions = await sessionsOf(ports, life.app, account);
    const entries = sessions.flatMap(({ instance, ...session }) => {
      const place = placeIn(life, session);
      return place ? [keys.rosterEntry(life, place.shard, account, instance)] : [];
    });
    const written = await forEachOf(entries, key =>
      unlessChanged(
        ports.table.update<RosterItem>({
          key,
          set: `${how} marks :marks`,
          condition: 'attribute_exists(PK)',
          values: { ':marks': new Set(marks) },
        }),
      ),
    );
    return written.some(entry => entry !== undefined) ? [{ account, marks }] : [];
  });
  return done.flat();
};
