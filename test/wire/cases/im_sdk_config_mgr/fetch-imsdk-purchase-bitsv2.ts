import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'opens user status and message extensions to published clients',
    as: 'me',
    body: world => ({ uint32_sdkappid: world.sdkAppId }),
    reply: { int32_error_code: 0, str_purchase_bits: '10000010000000', uint32_expired_time: 3600 },
  },
];
