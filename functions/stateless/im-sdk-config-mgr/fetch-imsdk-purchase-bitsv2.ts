import type { Handler } from '../../../lib/kernel/call.ts';
import type { imSdkConfigMgr } from '../../../lib/protocol/services/im_sdk_config_mgr.ts';

type Spec = typeof imSdkConfigMgr.commands.fetch_imsdk_purchase_bitsv2;

/**
 * Says that nothing was bought: what a published client keeps to its vendor's plans stays so there (docs/published-clients.md). It asks
 * again every second after an error.
 */
export const fetchImsdkPurchaseBitsv2: Handler<Spec, unknown> = async () => ({
  int32_error_code: 0,
  str_purchase_bits: '0',
  uint32_expired_time: 3600,
});
