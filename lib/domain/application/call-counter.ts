import type { Table } from '../../kernel/ports.ts';
import type { SharedCounter } from '../../kernel/throttle.ts';
import { expiryAttribute, keys } from '../../table/keys.ts';

/** Seconds for which a counter of one second is of any use. */
const keptSeconds = 60;

/** The shared counter of the throttle: 1 write unit for a batch of calls. */
export const callCounter = (table: Table): SharedCounter => ({
  add: async (app, command, second, calls) => {
    const { total } = await table.update<{ total: number }>({
      key: keys.callCount(app, command, second),
      set: 'ADD #total :calls SET #expires = :expires',
      names: { '#total': 'total', '#expires': expiryAttribute },
      values: { ':calls': calls, ':expires': second + keptSeconds },
    });
    return total;
  },
});
