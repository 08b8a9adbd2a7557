import * as z from 'zod';
import { command, service } from '../command.ts';

/** What a published client asks about itself; the same answer for everyone (contract: client-wire.md 4). */
export const imSdkConfigMgr = service({
  name: 'im_sdk_config_mgr',
  owner: 'stateless',
  envelope: 'plain',
  faults: {
    badJson: 'BodyNotJson',
    badBody: 'RequestNotParsable',
    notAdmin: 'AdminRequired',
    internal: 'MessageServiceInternal',
  },
  commands: {
    fetch_config: command({
      summary: 'Gives a client its remote configuration, which is empty.',
      source: 'client-wire.md 4',
      caller: 'anyone',
      doors: ['socket'],
      body: z.unknown(),
      reply: z.object({
        int32_error_code: z.literal(0),
        str_json_config: z.string(),
        /** Seconds. */
        uint32_expired_time: z.int(),
        uint64_version: z.int(),
      }),
      errors: [],
    }),
    fetch_imsdk_purchase_bitsv2: command({
      summary: "Tells a client which of its vendor's paid features are bought there: none.",
      source: 'client-wire.md 5',
      caller: 'anyone',
      doors: ['socket'],
      body: z.unknown(),
      reply: z.object({
        int32_error_code: z.literal(0),
        str_purchase_bits: z.string(),
        /** Seconds. */
        uint32_expired_time: z.int(),
      }),
      errors: [],
    }),
  },
});
