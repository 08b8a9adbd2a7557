import { DynamoTable } from '../../lib/aws/dynamo-table.ts';
import { environmentVariable } from '../../lib/aws/environment.ts';
import { EventBus } from '../../lib/aws/event-bus.ts';
import { jsonLog } from '../../lib/aws/json-log.ts';
import { removalHandler } from '../../lib/aws/stream-handler.ts';
import { systemClock } from '../../lib/aws/system-clock.ts';
import { noteEnd } from '../../lib/domain/session/connection-ended.ts';
import type { ConnectionItem } from '../../lib/table/items.ts';
import { connectionOf } from '../../lib/table/keys.ts';

const ports = {
  clock: systemClock,
  table: new DynamoTable(environmentVariable('TABLE_NAME')),
  bus: new EventBus(environmentVariable('BUS_NAME')),
};

/**
 * Hears of connections whose record has expired: they ended, and nobody said so. `$disconnect` is not promised; this is
 * what makes up for it (docs/sessions.md).
 */
export const handler = removalHandler<ConnectionItem>(jsonLog, item =>
  noteEnd(ports, item, connectionOf(item)),
);
