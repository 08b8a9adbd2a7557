import * as z from 'zod';
import { command, service } from '../command.ts';

/** Logins of clients (contract: client-wire.md 2 and 3). */
export const imOpenStatus = service({
  name: 'im_open_status',
  owner: 'sessions',
  envelope: 'plain',
  faults: {
    badJson: 'BodyNotJson',
    badBody: 'AccountParameterNotValid',
    notAdmin: 'AccountAdminRequired',
    internal: 'AccountInternal',
  },
  commands: {
    wslogin: command({
      summary: 'Logs a client in by UserSig, or back in after a reconnect by its A2Key.',
      source: 'client-wire.md 2 and 3',
      caller: 'applicant',
      doors: ['socket'],
      body: z.looseObject({}),
      reply: z.object({
        A2Key: z.string(),
        TinyId: z.string(),
        /** Seconds between two `wshello`. */
        HelloInterval: z.int(),
        InstId: z.int(),
        /** Seconds since 1970. */
        TimeStamp: z.int(),
        CustomStatus: z.string(),
      }),
      errors: [
        'UserSigExpired',
        'UserSigEmpty',
        'UserSigUnreadable',
        'UserSigMismatch',
        'UserSigOtherAccount',
        'UserSigOtherApplication',
        'AccountParameterNotValid',
      ],
    }),
    wshello: command({
      summary: 'Keeps a login alive; sent every `HelloInterval` seconds.',
      source: 'client-wire.md 3',
      caller: 'user',
      doors: ['socket'],
      body: z.unknown(),
      reply: z.object({}),
      errors: ['UserSigExpired'],
    }),
    wslogout: command({
      summary: 'Ends a login; answered with OK whatever the state of the login.',
      source: 'client-wire.md 3',
      caller: 'applicant',
      doors: ['socket'],
      body: z.unknown(),
      reply: z.object({}),
      errors: [],
    }),
  },
});
