import { jsonLog } from '../../lib/aws/json-log.ts';
import { doorHandler } from '../../lib/aws/lambda.ts';
import { systemClock } from '../../lib/aws/system-clock.ts';
import { loaderOf } from '../../lib/kernel/loader.ts';
import { heartbeat } from '../../lib/protocol/services/heartbeat.ts';
import { imSdkConfigMgr } from '../../lib/protocol/services/im_sdk_config_mgr.ts';
import { imopenstat } from '../../lib/protocol/services/imopenstat.ts';

const load = loaderOf({
  [heartbeat.name]: file => import(`./heartbeat/${file}.ts`),
  [imSdkConfigMgr.name]: file => import(`./im-sdk-config-mgr/${file}.ts`),
  [imopenstat.name]: file => import(`./imopenstat/${file}.ts`),
});

/** Answers what needs no table: heartbeats, client configuration, telemetry, and every unknown command. */
export const handler = doorHandler({
  services: [heartbeat, imSdkConfigMgr, imopenstat],
  load,
  deps: {},
  clock: systemClock,
  log: jsonLog,
});
