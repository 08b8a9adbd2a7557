import { DynamoTable } from '../../lib/aws/dynamo-table.ts';
import { environmentVariable } from '../../lib/aws/environment.ts';
import { GatewaySockets } from '../../lib/aws/gateway-sockets.ts';
import { jsonLog } from '../../lib/aws/json-log.ts';
import { doorHandler } from '../../lib/aws/lambda.ts';
import { SqsQueue } from '../../lib/aws/sqs-queue.ts';
import { systemClock } from '../../lib/aws/system-clock.ts';
import { GroupDirectory } from '../../lib/domain/group/group-directory.ts';
import { programOf } from '../../lib/domain/program.ts';
import { type ImportFile, loaderOf } from '../../lib/kernel/loader.ts';
import { groupOpenHttpSvc } from '../../lib/protocol/services/group_open_http_svc.ts';
import { millionGroupOpenHttpSvc } from '../../lib/protocol/services/million_group_open_http_svc.ts';

const table = new DynamoTable(environmentVariable('TABLE_NAME'));
const ports = {
  clock: systemClock,
  log: jsonLog,
  table,
  sockets: new GatewaySockets(environmentVariable('SOCKET_ENDPOINT')),
  queue: new SqsQueue({
    groups: environmentVariable('GROUPS_QUEUE'),
    rooms: environmentVariable('ROOMS_QUEUE'),
  }),
  groups: new GroupDirectory(table, systemClock),
};
const groupFile: ImportFile = file => import(`./group-open-http-svc/${file}.ts`);
const load = loaderOf({
  [groupOpenHttpSvc.name]: groupFile,
  [millionGroupOpenHttpSvc.name]: groupFile,
});

/** Answers for groups, and takes their messages. */
export const handler = doorHandler(programOf([groupOpenHttpSvc, millionGroupOpenHttpSvc], load, ports));
