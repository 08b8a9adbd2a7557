import { DynamoTable } from '../../lib/aws/dynamo-table.ts';
import { environmentVariable } from '../../lib/aws/environment.ts';
import { EventBus } from '../../lib/aws/event-bus.ts';
import { GatewaySockets } from '../../lib/aws/gateway-sockets.ts';
import { jsonLog } from '../../lib/aws/json-log.ts';
import { doorHandler } from '../../lib/aws/lambda.ts';
import { systemClock } from '../../lib/aws/system-clock.ts';
import { programOf } from '../../lib/domain/program.ts';
import { loaderOf } from '../../lib/kernel/loader.ts';
import { imOpenStatus } from '../../lib/protocol/services/im_open_status.ts';
import { disconnect } from './disconnect.ts';

const ports = {
  clock: systemClock,
  log: jsonLog,
  table: new DynamoTable(environmentVariable('TABLE_NAME')),
  sockets: new GatewaySockets(environmentVariable('SOCKET_ENDPOINT')),
  bus: new EventBus(environmentVariable('BUS_NAME')),
};
const load = loaderOf({
  [imOpenStatus.name]: file => import(`./im-open-status/${file}.ts`),
});

export const handler = doorHandler(programOf([imOpenStatus], load, ports), disconnect(ports));
