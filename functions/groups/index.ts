import { DynamoTable } from '../../lib/aws/dynamo-table.ts';
import { environmentVariable } from '../../lib/aws/environment.ts';
import { jsonLog } from '../../lib/aws/json-log.ts';
import { doorHandler } from '../../lib/aws/lambda.ts';
import { systemClock } from '../../lib/aws/system-clock.ts';
import { programOf } from '../../lib/domain/program.ts';
import { loaderOf } from '../../lib/kernel/loader.ts';
import { groupOpenHttpSvc } from '../../lib/protocol/services/group_open_http_svc.ts';
import { millionGroupOpenHttpSvc } from '../../lib/protocol/services/million_group_open_http_svc.ts';

const ports = {
  clock: systemClock,
  log: jsonLog,
  table: new DynamoTable(environmentVariable('TABLE_NAME')),
};
const load = loaderOf({
  [groupOpenHttpSvc.name]: file => import(`./group-open-http-svc/${file}.ts`),
  [millionGroupOpenHttpSvc.name]: file => import(`./million-group-open-http-svc/${file}.ts`),
});

/** Answers for groups. */
export const handler = doorHandler(programOf([groupOpenHttpSvc, millionGroupOpenHttpSvc], load, ports));
