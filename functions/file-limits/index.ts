import { environmentVariable } from '../../lib/aws/environment.ts';
import { jsonLog } from '../../lib/aws/json-log.ts';
import { objectHandler } from '../../lib/aws/object-handler.ts';
import { S3Files } from '../../lib/aws/s3-files.ts';
import { systemClock } from '../../lib/aws/system-clock.ts';
import { deleteOversize } from '../../lib/domain/file/oversize.ts';

const files = new S3Files(systemClock, environmentVariable('FILES_ENDPOINT'));

/** Deletes uploads over the limit of their kind; called only for objects over the smallest limit. */
export const handler = objectHandler((path, bytes) => deleteOversize(path, bytes, files, jsonLog));
