import { DynamoTable } from '../../lib/aws/dynamo-table.ts';
import { environmentVariable } from '../../lib/aws/environment.ts';
import { GatewaySockets } from '../../lib/aws/gateway-sockets.ts';
import { jsonLog } from '../../lib/aws/json-log.ts';
import { doorHandler } from '../../lib/aws/lambda.ts';
import { systemClock } from '../../lib/aws/system-clock.ts';
import { programOf } from '../../lib/domain/program.ts';
import { loaderOf } from '../../lib/kernel/loader.ts';
import { recentcontact } from '../../lib/protocol/services/recentcontact.ts';

const ports = {
  clock: systemClock,
  log: jsonLog,
  table: new DynamoTable(environmentVariable('TABLE_NAME')),
  sockets: new GatewaySockets(environmentVariable('SOCKET_ENDPOINT')),
};
const load = loaderOf({
  [recentcontact.name]: file => import(`./recentcontact/${file}.ts`),
});

/** Answers with whom an account talks. */
export const handler = doorHandler(programOf([recentcontact], load, ports));
