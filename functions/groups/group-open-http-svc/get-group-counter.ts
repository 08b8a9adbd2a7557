import { keyOf } from '../../../lib/domain/group-counters/counter-changes.ts';
import { countersOf } from '../../../lib/domain/group-counters/counter-store.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { groupCounterCommands } from '../../../lib/protocol/group-counter-commands.ts';
import { counterCall, countersOnWire } from '../counter-call.ts';
import type { GroupDeps } from '../deps.ts';

type Spec = typeof groupCounterCommands.get_group_counter;

/** Reads counters of a group: 1 read unit, and 1 for a client. */
export const getGroupCounter: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { life } = await counterCall(body, context, deps);
  const item = (await countersOf(deps.table, life)) ?? { counters: {}, seq: 0 };
  const named = body.GroupCounterKeys?.length ? body.GroupCounterKeys : Object.keys(item.counters).map(keyOf);
  return { GroupCounter: countersOnWire(item, named), GroupCounterSeq: item.seq };
};
