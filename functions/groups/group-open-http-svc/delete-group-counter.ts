import { tellGroup } from '../../../lib/domain/fan-out/ring.ts';
import { keyOf } from '../../../lib/domain/group-counters/counter-changes.ts';
import { countersEvent } from '../../../lib/domain/group-counters/counter-event.ts';
import { countersOf, deleteCounters } from '../../../lib/domain/group-counters/counter-store.ts';
import { kindOf } from '../../../lib/domain/group-log/kind.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { groupCounterCommands } from '../../../lib/protocol/group-counter-commands.ts';
import { counterCall } from '../counter-call.ts';
import type { GroupDeps } from '../deps.ts';

type Spec = typeof groupCounterCommands.delete_group_counter;

/** Takes counters away from a group and tells everyone in it: 1 write unit for each begun KB of them. */
export const deleteGroupCounter: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { group, life } = await counterCall(body, context, deps);
  const all = Object.keys((await countersOf(deps.table, life))?.counters ?? {}).map(keyOf);
  const gone = body.GroupCounterKeys?.length ? all.filter(key => body.GroupCounterKeys?.includes(key)) : all;
  if (gone.length === 0) return {};
  const seq = await deleteCounters(deps.table, life, gone);
  if (seq === undefined) return {};
  const counters = gone.map(Key => ({ Key, Value: 0 }));
  const event = countersEvent(group, 'deleted', counters, { seq, now: deps.clock.now() });
  await tellGroup(deps, life, [event], { kind: kindOf(group.type) });
  return {};
};
