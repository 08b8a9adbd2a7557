import type { Ports } from '../../kernel/ports.ts';
import type { GroupCountersItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
import { type CountersJob, type FanOutKind, jobOf, queueOf } from '../fan-out/jobs.ts';
import { tellGroup } from '../fan-out/ring.ts';
import type { GroupDirectory } from '../group/group-directory.ts';
import type { DeliveryPorts } from '../session/deliver.ts';
import { storedName } from './counter-changes.ts';
import { countersEvent, wireValue } from './counter-event.ts';
import { countersOf } from './counter-store.ts';

/** A group is told of its counters once in this time at most, whatever the number of changes. */
const secondsBetween = 1;
/** Who was to tell it this long ago has died. */
const patience = 5_000;

/** When a group is to be told of a change. @param now milliseconds since 1970 */
export const tellingTime = (now: number): number => now + secondsBetween * 1000;

const takesOver = ({ table }: Pick<Ports, 'table'>, life: GroupLife, old: number, due: number) =>
  conditionHeld(
    table.update({
      key: keys.groupCounters(life),
      set: 'SET dueAt = :due',
      condition: 'dueAt = :old',
      values: { ':due': due, ':old': old },
    }),
  );

/**
 * Sees to it that a group is told of a change of its counters: 1 request to the queue, by the first who changes one in a second.
 * @param item as the change has left it
 * @param due what that change was given
 */
export const planTelling = async (
  ports: Pick<Ports, 'table' | 'queue'>,
  life: GroupLife,
  kind: FanOutKind,
  item: GroupCountersItem,
  due: number,
): Promise<void> => {
  const { dueAt = due } = item;
  const mine = dueAt === due || (dueAt < due - patience && (await takesOver(ports, life, dueAt, due)));
  if (mine) await ports.queue.send(queueOf(kind), [jobOf({ job: 'counters', life, kind }, secondsBetween)]);
};

const settled = ({ table }: Pick<Ports, 'table'>, life: GroupLife, { seq }: GroupCountersItem) =>
  conditionHeld(
    table.update({
      key: keys.groupCounters(life),
      set: 'REMOVE dueAt, changed',
      condition: 'seq = :seq',
      values: { ':seq': seq },
    }),
  );

/** What a teller of counters needs. */
type TellerPorts = DeliveryPorts & Pick<Ports, 'queue'> & { readonly groups: GroupDirectory };

/** Tells a group the counters that have changed since it was told; again a second later while they go on changing. */
export const tellCounters = async (ports: TellerPorts, { life, kind }: CountersJob): Promise<void> => {
  const item = await countersOf(ports.table, life);
  const group = await ports.groups.find(life.app, life.group);
  if (!item?.dueAt || group?.born !== life.born) return;
  const counters = [...(item.changed ?? [])].flatMap(key => {
    const value = item.counters[storedName(key)];
    return value === undefined ? [] : [{ Key: key, Value: wireValue(value) }];
  });
  const now = ports.clock.now();
  if (counters.length > 0)
    await tellGroup(ports, life, [countersEvent(group, 'changed', counters, { seq: item.seq, now })], {
      kind,
    });
  if (await settled(ports, life, item)) return;
  const due = tellingTime(now);
  await ports.queue.send(queueOf(kind), [jobOf({ job: 'counters', life, kind }, secondsBetween)]);
  await takesOver(ports, life, item.dueAt, due);
};
