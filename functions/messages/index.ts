import { DynamoTable } from '../../lib/aws/dynamo-table.ts';
import { environmentVariable } from '../../lib/aws/environment.ts';
import { EventBus } from '../../lib/aws/event-bus.ts';
import { GatewaySockets } from '../../lib/aws/gateway-sockets.ts';
import { jsonLog } from '../../lib/aws/json-log.ts';
import { doorHandler } from '../../lib/aws/lambda.ts';
import { SqsQueue } from '../../lib/aws/sqs-queue.ts';
import { systemClock } from '../../lib/aws/system-clock.ts';
import { GroupDirectory } from '../../lib/domain/group/group-directory.ts';
import { programOf } from '../../lib/domain/program.ts';
import { loaderOf } from '../../lib/kernel/loader.ts';
import { imLongMsg } from '../../lib/protocol/services/im_long_msg.ts';
import { openim } from '../../lib/protocol/services/openim.ts';
import { openimMsgExtHttpSvc } from '../../lib/protocol/services/openim_msg_ext_http_svc.ts';

const table = new DynamoTable(environmentVariable('TABLE_NAME'));
const ports = {
  clock: systemClock,
  log: jsonLog,
  table,
  sockets: new GatewaySockets(environmentVariable('SOCKET_ENDPOINT')),
  bus: new EventBus(environmentVariable('BUS_NAME')),
  queue: new SqsQueue({ groups: environmentVariable('GROUPS_QUEUE') }),
  groups: new GroupDirectory(table, systemClock),
};
const load = loaderOf({
  [imLongMsg.name]: file => import(`./im-long-msg/${file}.ts`),
  [openim.name]: file => import(`./openim/${file}.ts`),
  [openimMsgExtHttpSvc.name]: file => import(`./openim-msg-ext-http-svc/${file}.ts`),
});

/** Carries messages from one to another, and keeps them. */
export const handler = doorHandler(programOf([imLongMsg, openim, openimMsgExtHttpSvc], load, ports));
