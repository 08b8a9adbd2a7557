import { DynamoTable } from '../../lib/aws/dynamo-table.ts';
import { environmentVariable } from '../../lib/aws/environment.ts';
import { busHandler } from '../../lib/aws/event-handler.ts';
import { GatewaySockets } from '../../lib/aws/gateway-sockets.ts';
import { jsonLog } from '../../lib/aws/json-log.ts';
import { systemClock } from '../../lib/aws/system-clock.ts';
import { tellWatchers } from '../../lib/domain/status/tell-watchers.ts';
import type { SdkAppId, UserId } from '../../lib/protocol/ids.ts';

const ports = {
  clock: systemClock,
  log: jsonLog,
  table: new DynamoTable(environmentVariable('TABLE_NAME')),
  sockets: new GatewaySockets(environmentVariable('SOCKET_ENDPOINT')),
};

/**
 * An end is announced just before it is written, so that it cannot be forgotten (docs/sessions.md); who looked at once would
 * still find the session. This is many times what the write takes.
 */
const settleMilliseconds = 1_000;

/** What such an event says, beside what is for others. */
interface MayHaveChanged {
  readonly SdkAppid: SdkAppId;
  /** Milliseconds since 1970. */
  readonly EventTime: number;
  readonly Info: { readonly To_Account: UserId };
}

/** Tells the clients that subscribed to an account when its status changes (docs/sessions.md). */
export const handler = busHandler<MayHaveChanged>(jsonLog, async ({ SdkAppid, EventTime, Info }) => {
  await ports.clock.until(EventTime + settleMilliseconds);
  await tellWatchers(ports, SdkAppid, Info.To_Account);
});
