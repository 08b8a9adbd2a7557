import { DynamoTable } from '../../lib/aws/dynamo-table.ts';
import { environmentVariable } from '../../lib/aws/environment.ts';
import { EventBus } from '../../lib/aws/event-bus.ts';
import { GatewaySockets } from '../../lib/aws/gateway-sockets.ts';
import { jsonLog } from '../../lib/aws/json-log.ts';
import { doorHandler } from '../../lib/aws/lambda.ts';
import { systemClock } from '../../lib/aws/system-clock.ts';
import { programOf } from '../../lib/domain/program.ts';
import { loaderOf } from '../../lib/kernel/loader.ts';
import { configSvc } from '../../lib/protocol/services/ConfigSvc.ts';
import { imOpenLoginSvc } from '../../lib/protocol/services/im_open_login_svc.ts';
import { kaiwaAppSvc } from '../../lib/protocol/services/kaiwa_app_svc.ts';
import { openconfigsvr } from '../../lib/protocol/services/openconfigsvr.ts';

const ports = {
  clock: systemClock,
  log: jsonLog,
  table: new DynamoTable(environmentVariable('TABLE_NAME')),
  sockets: new GatewaySockets(environmentVariable('SOCKET_ENDPOINT')),
  bus: new EventBus(environmentVariable('BUS_NAME')),
};
const load = loaderOf({
  [configSvc.name]: file => import(`./config-svc/${file}.ts`),
  [imOpenLoginSvc.name]: file => import(`./im-open-login-svc/${file}.ts`),
  [kaiwaAppSvc.name]: file => import(`./kaiwa-app-svc/${file}.ts`),
  [openconfigsvr.name]: file => import(`./openconfigsvr/${file}.ts`),
});

/** Answers for accounts: making, asking, muting, kicking, deleting; and for the settings of the application. */
const services = [configSvc, imOpenLoginSvc, kaiwaAppSvc, openconfigsvr];
export const handler = doorHandler(programOf(services, load, ports));
