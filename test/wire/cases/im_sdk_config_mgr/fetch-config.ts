import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'gives an empty configuration',
    as: 'me',
    body: world => ({ uint32_sdkappid: world.sdkAppId, uint64_version: 0 }),
    reply: { int32_error_code: 0, str_json_config: '{}', uint32_expired_time: 3600, uint64_version: 1 },
  },
];
