import type { Handler } from '../../../lib/kernel/call.ts';
import type { imSdkConfigMgr } from '../../../lib/protocol/services/im_sdk_config_mgr.ts';

type Spec = typeof imSdkConfigMgr.commands.fetch_imsdk_purchase_bitsv2;

/** Places, from the right, of features whose commands a published client otherwise refuses by itself (3122). */
const features = { userStatus: 7, messageExtensions: 13 } as const;

const bits = Array.from({ length: Math.max(...Object.values(features)) + 1 }, (_, place) =>
  Object.values<number>(features).includes(place) ? '1' : '0',
)
  .reverse()
  .join('');

/**
 * Says that features which are paid for elsewhere are there: what a client may do is decided by the settings of its
 * application, where it asks for it. A published client asks again every second after an error.
 */
export const fetchImsdkPurchaseBitsv2: Handler<Spec, unknown> = async () => ({
  int32_error_code: 0,
  str_purchase_bits: bits,
  uint32_expired_time: 3600,
});
