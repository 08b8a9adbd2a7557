import * as z from 'zod';
import { command, service } from '../command.ts';

/** Telemetry of published clients (contract: client-wire.md 4). */
export const imopenstat = service({
  name: 'imopenstat',
  owner: 'stateless',
  envelope: 'plain',
  faults: {
    badJson: 'BodyNotJson',
    badBody: 'RequestNotParsable',
    notAdmin: 'AdminRequired',
    internal: 'MessageServiceInternal',
  },
  commands: {
    tim_web_report_v2: command({
      summary: 'Accepts the telemetry of a client, which names nobody, and drops it unread.',
      source: 'client-wire.md 4',
      caller: 'anyone',
      doors: ['socket'],
      body: z.unknown(),
      reply: z.object({}),
      errors: [],
    }),
  },
});
