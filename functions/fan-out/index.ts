import { DynamoTable } from '../../lib/aws/dynamo-table.ts';
import { environmentVariable } from '../../lib/aws/environment.ts';
import { EventBus } from '../../lib/aws/event-bus.ts';
import { jsonLog } from '../../lib/aws/json-log.ts';
import { lambdaSockets } from '../../lib/aws/lean-sockets.ts';
import { queueHandler } from '../../lib/aws/queue-handler.ts';
import { SqsQueue } from '../../lib/aws/sqs-queue.ts';
import { systemClock } from '../../lib/aws/system-clock.ts';
import { CachedApplications } from '../../lib/domain/application/application-store.ts';
import { consume } from '../../lib/domain/fan-out/consume.ts';
import type { FanOutJob } from '../../lib/domain/fan-out/jobs.ts';
import { ordinaryPatience } from '../../lib/domain/fan-out/post.ts';
import { GroupDirectory } from '../../lib/domain/group/group-directory.ts';

const table = new DynamoTable(environmentVariable('TABLE_NAME'));
const deps = {
  clock: systemClock,
  log: jsonLog,
  table,
  sockets: lambdaSockets(environmentVariable('SOCKET_ENDPOINT'), ordinaryPatience.atOnce, systemClock),
  bus: new EventBus(environmentVariable('BUS_NAME')),
  queue: new SqsQueue({
    groups: environmentVariable('GROUPS_QUEUE'),
    rooms: environmentVariable('ROOMS_QUEUE'),
    shards: environmentVariable('SHARDS_QUEUE'),
  }),
  applications: new CachedApplications(table, systemClock),
  groups: new GroupDirectory(table, systemClock),
};

/** Brings what happens in groups and live rooms to their clients (docs/groups.md). */
export const handler = queueHandler<FanOutJob>(jobs => consume(deps, jobs));
