import * as z from 'zod';
import { command, service } from '../command.ts';

/** The sign of life of a published client, every 10 seconds (contract: client-wire.md 3). It touches nothing. */
export const heartbeat = service({
  name: 'heartbeat',
  owner: 'stateless',
  envelope: 'plain',
  faults: {
    badJson: 'BodyNotJson',
    badBody: 'RequestNotParsable',
    notAdmin: 'AdminRequired',
    internal: 'MessageServiceInternal',
  },
  commands: {
    alive: command({
      summary: 'Says that the client is alive; answered without looking at it.',
      source: 'client-wire.md 3',
      caller: 'anyone',
      doors: ['socket'],
      body: z.unknown(),
      reply: z.object({}),
      errors: [],
    }),
  },
});
