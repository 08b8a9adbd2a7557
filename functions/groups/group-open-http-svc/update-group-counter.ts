import { updateCounters } from '../../../lib/domain/group-counters/counter-store.ts';
import { planTelling, tellingTime } from '../../../lib/domain/group-counters/tell-counters.ts';
import { kindOf } from '../../../lib/domain/group-log/kind.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { groupCounterCommands } from '../../../lib/protocol/group-counter-commands.ts';
import { counterCall, countersOnWire } from '../counter-call.ts';
import type { GroupDeps } from '../deps.ts';

type Spec = typeof groupCounterCommands.update_group_counter;

/** Changes counters of a group, all or none: 1 write unit for each begun KB of them; the group is told within a second. */
export const updateGroupCounter: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { group, life } = await counterCall(body, context, deps);
  const changes = body.GroupCounter.map(({ Key, Value }) => ({ key: Key, by: Value }));
  const due = tellingTime(deps.clock.now());
  const item = await updateCounters(deps.table, life, changes, body.Mode, due);
  await planTelling(deps, life, kindOf(group.type), item, due);
  const named = changes.map(({ key }) => key);
  return { GroupCounter: countersOnWire(item, named), GroupCounterSeq: item.seq };
};
