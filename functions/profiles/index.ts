import { DynamoTable } from '../../lib/aws/dynamo-table.ts';
import { environmentVariable } from '../../lib/aws/environment.ts';
import { EventBus } from '../../lib/aws/event-bus.ts';
import { GatewaySockets } from '../../lib/aws/gateway-sockets.ts';
import { jsonLog } from '../../lib/aws/json-log.ts';
import { doorHandler } from '../../lib/aws/lambda.ts';
import { systemClock } from '../../lib/aws/system-clock.ts';
import { programOf } from '../../lib/domain/program.ts';
import { loaderOf } from '../../lib/kernel/loader.ts';
import { profile } from '../../lib/protocol/services/profile.ts';

const ports = {
  clock: systemClock,
  log: jsonLog,
  table: new DynamoTable(environmentVariable('TABLE_NAME')),
  sockets: new GatewaySockets(environmentVariable('SOCKET_ENDPOINT')),
  bus: new EventBus(environmentVariable('BUS_NAME')),
};
const load = loaderOf({
  [profile.name]: file => import(`./profile/${file}.ts`),
});

/** Answers who somebody is. */
export const handler = doorHandler(programOf([profile], load, ports));
