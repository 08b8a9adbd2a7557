import { DynamoTable } from '../../lib/aws/dynamo-table.ts';
import { environmentVariable } from '../../lib/aws/environment.ts';
import { jsonLog } from '../../lib/aws/json-log.ts';
import { doorHandler } from '../../lib/aws/lambda.ts';
import { linkHandler } from '../../lib/aws/link-door.ts';
import { S3Files } from '../../lib/aws/s3-files.ts';
import { systemClock } from '../../lib/aws/system-clock.ts';
import { followLink } from '../../lib/domain/file/download.ts';
import { programOf } from '../../lib/domain/program.ts';
import { loaderOf } from '../../lib/kernel/loader.ts';
import { imCosMsg } from '../../lib/protocol/services/im_cos_msg.ts';

const files = new S3Files(
  systemClock,
  environmentVariable('FILES_ENDPOINT'),
  environmentVariable('FILES_LINK'),
);
const table = new DynamoTable(environmentVariable('TABLE_NAME'));
const load = loaderOf({ [imCosMsg.name]: file => import(`./im-cos-msg/${file}.ts`) });
const commands = doorHandler(programOf([imCosMsg], load, { clock: systemClock, log: jsonLog, table, files }));

/** Answers where files go, and follows the links to them. */
export const handler = linkHandler(path => followLink(path, files, systemClock.now()), commands);
