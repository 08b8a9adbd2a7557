import * as z from 'zod';
import { command, service } from '../command.ts';
import { userId } from '../ids.ts';

const account = z.object({
  UserID: userId,
  Nick: z.string().optional(),
  FaceUrl: z.string().optional(),
});

/** Accounts (contract: accounts.md). */
export const imOpenLoginSvc = service({
  name: 'im_open_login_svc',
  owner: 'accounts',
  envelope: 'plain',
  faults: {
    badJson: 'BodyNotJson',
    badBody: 'AccountParameterNotValid',
    notAdmin: 'AccountAdminRequired',
    internal: 'AccountInternal',
  },
  commands: {
    account_import: command({
      summary: 'Creates an account, or sets nick and picture of one that exists.',
      source: 'accounts.md account_import',
      caller: 'admin',
      body: z.preprocess(
        // Older clients say Identifier.
        body =>
          body instanceof Object && 'Identifier' in body ? { UserID: body.Identifier, ...body } : body,
        account,
      ),
      reply: z.object({}),
      errors: ['ProfileValueTooLong'],
    }),
    account_check: command({
      summary: 'Tells which of up to 100 accounts exist.',
      source: 'accounts.md account_check',
      caller: 'admin',
      callsPerSecond: 100,
      body: z.object({
        CheckItem: z
          .array(z.object({ UserID: userId }))
          .min(1)
          .max(100),
      }),
      reply: z.object({
        ResultItem: z.array(
          z.object({
            UserID: z.string(),
            ResultCode: z.int(),
            ResultInfo: z.string(),
            AccountStatus: z.enum(['Imported', 'NotImported']),
          }),
        ),
      }),
      errors: [],
    }),
  },
});
