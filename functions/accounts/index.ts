import { DynamoTable } from '../../lib/aws/dynamo-table.ts';
import { environmentVariable } from '../../lib/aws/environment.ts';
import { jsonLog } from '../../lib/aws/json-log.ts';
import { doorHandler } from '../../lib/aws/lambda.ts';
import { systemClock } from '../../lib/aws/system-clock.ts';
import { programOf } from '../../lib/domain/program.ts';
import { loaderOf } from '../../lib/kernel/loader.ts';
import { imOpenLoginSvc } from '../../lib/protocol/services/im_open_login_svc.ts';

const table = new DynamoTable(environmentVariable('TABLE_NAME'));
const load = loaderOf({
  [imOpenLoginSvc.name]: file => import(`./im-open-login-svc/${file}.ts`),
});

export const handler = doorHandler(
  programOf([imOpenLoginSvc], load, { clock: systemClock, log: jsonLog, table }),
);
