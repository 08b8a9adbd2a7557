import type { Handler } from '../../../lib/kernel/call.ts';
import type { imSdkConfigMgr } from '../../../lib/protocol/services/im_sdk_config_mgr.ts';

type Spec = typeof imSdkConfigMgr.commands.fetch_config;

/** Gives the empty configuration, good for an hour. */
export const fetchConfig: Handler<Spec, unknown> = async () => ({
  int32_error_code: 0,
  str_json_config: '{}',
  uint32_expired_time: 3600,
  uint64_version: 1,
});
