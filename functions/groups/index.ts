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
import { groupOpenAttrHttpSvc } from '../../lib/protocol/services/group_open_attr_http_svc.ts';
import { groupOpenAvchatroomHttpSvc } from '../../lib/protocol/services/group_open_avchatroom_http_svc.ts';
import {
  groupOpenHttpNoauthSvc,
  guestPolls,
} from '../../lib/protocol/services/group_open_http_noauth_svc.ts';
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
  [groupOpenAvchatroomHttpSvc.name]: file => import(`./group-open-avchatroom-http-svc/${file}.ts`),
  [groupOpenHttpNoauthSvc.name]: file => import(`./group-open-http-noauth-svc/${file}.ts`),
  [guestPolls.name]: file => import(`./group-open-long-polling-http-noauth-svc/${file}.ts`),
  [groupOpenHttpSvc.name]: groupFile,
  [groupOpenAttrHttpSvc.name]: groupFile,
  [millionGroupOpenHttpSvc.name]: groupFile,
});

/** Answers for groups, and takes their messages. */
export const handler = doorHandler(
  programOf(
    [
      groupOpenAttrHttpSvc,
      groupOpenAvchatroomHttpSvc,
      groupOpenHttpNoauthSvc,
      groupOpenHttpSvc,
      guestPolls,
      millionGroupOpenHttpSvc,
    ],
    load,
    ports,
  ),
);
