import { DynamoTable } from '../../lib/aws/dynamo-table.ts';
import { environmentVariable } from '../../lib/aws/environment.ts';
import { busHandler } from '../../lib/aws/event-handler.ts';
import { GatewaySockets } from '../../lib/aws/gateway-sockets.ts';
import { jsonLog } from '../../lib/aws/json-log.ts';
import { systemClock } from '../../lib/aws/system-clock.ts';
import { tellWatchers } from '../../lib/domain/status/tell-watchers.ts';
import type { SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import type { Ended } from '../../lib/protocol/state-change.ts';

const ports = {
  clock: systemClock,
  log: jsonLog,
  table: new DynamoTable(environmentVariable('TABLE_NAME')),
  sockets: new GatewaySockets(environmentVariable('SOCKET_ENDPOINT')),
};

/** What such an event says, beside what is for others. */
interface MayHaveChanged {
  readonly SdkAppid: SdkAppId;
  readonly Info: { readonly To_Account: UserId };
  readonly Ended?: Ended;
}

/** Tells the clients that subscribed to an account when its status changes (docs/sessions.md). */
export const handler = busHandler<MayHaveChanged>(jsonLog, ({ SdkAppid, Info, Ended: ended }) =>
  tellWatchers(ports, SdkAppid, Info.To_Account, ended),
);
