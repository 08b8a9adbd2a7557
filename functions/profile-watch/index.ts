import { DynamoTable } from '../../lib/aws/dynamo-table.ts';
import { environmentVariable } from '../../lib/aws/environment.ts';
import { busHandler } from '../../lib/aws/event-handler.ts';
import { GatewaySockets } from '../../lib/aws/gateway-sockets.ts';
import { jsonLog } from '../../lib/aws/json-log.ts';
import { systemClock } from '../../lib/aws/system-clock.ts';
import { tellProfile } from '../../lib/domain/profile/tell-profile.ts';
import type { SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import type { PortraitSet } from '../../lib/protocol/profile-events.ts';

const ports = {
  clock: systemClock,
  log: jsonLog,
  table: new DynamoTable(environmentVariable('TABLE_NAME')),
  sockets: new GatewaySockets(environmentVariable('SOCKET_ENDPOINT')),
};

/** Tells friends of a changed profile, so that who changes it does not wait for 3,000 of them (docs/relations.md). */
export const handler = busHandler<PortraitSet>(jsonLog, ({ SdkAppid, From_Account, ProfileItem }) => {
  const fields = ProfileItem.map(({ Tag, Value }) => [Tag, Value] as const);
  return tellProfile(ports, SdkAppid as SdkAppId, From_Account as UserId, fields);
});
