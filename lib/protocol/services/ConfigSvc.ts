import * as z from 'zod';
import { command, service } from '../command.ts';

/** Server addresses (contract: accounts.md, ConfigSvc/GetIPList). */
export const configSvc = service({
  name: 'ConfigSvc',
  owner: 'accounts',
  envelope: 'plain',
  faults: {
    badJson: 'BodyNotJson',
    badBody: 'RequestNotParsable',
    notAdmin: 'AdminRequired',
    internal: 'AccountInternal',
  },
  commands: {
    GetIPList: command({
      summary:
        'Lists the fixed addresses of the server: none, because a serverless backend has no fixed addresses.',
      source: 'accounts.md ConfigSvc/GetIPList',
      caller: 'admin',
      body: z.object({}),
      reply: z.object({ IPList: z.array(z.string()) }),
      errors: ['RequestNotParsable'],
    }),
  },
});
