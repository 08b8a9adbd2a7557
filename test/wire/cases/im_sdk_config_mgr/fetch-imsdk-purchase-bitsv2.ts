import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'says that nothing was bought',
    as: 'me',
    body: world => ({ uint32_sdkappid: world.sdkAppId }),
    reply: { int32_error_code: 0, str_purchase_bits: '0', uint32_expired_time: 3600 },
  },
];
