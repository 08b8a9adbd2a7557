import * as z from 'zod';
import { command, service } from '../command.ts';
import { userId } from '../ids.ts';

/** Older clients say Identifier instead of UserID. */
const alsoByIdentifier = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(
    body => (body instanceof Object && 'Identifier' in body ? { UserID: body.Identifier, ...body } : body),
    schema,
  );

const account = z.object({
  UserID: userId,
  Nick: z.string().optional(),
  FaceUrl: z.string().optional(),
});

/** Most accounts in one call. */
export const accountsPerCall = 100;

/** One account to create, as both forms of multiaccount_import say it. */
export const importedAccount = account;

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
      body: alsoByIdentifier(account),
      reply: z.object({}),
      errors: ['ProfileValueTooLong'],
    }),
    multiaccount_import: command({
      summary: 'Creates up to 100 accounts; sets nick and picture of those that exist.',
      source: 'accounts.md multiaccount_import',
      caller: 'admin',
      callsPerSecond: 100,
      body: z
        .object({
          // Entries are looked at one by one: one that is not valid fails alone.
          Accounts: z.array(z.string()).optional(),
          AccountList: z.array(z.looseObject({ UserID: z.string() })).optional(),
        })
        .refine(body => (body.Accounts === undefined) !== (body.AccountList === undefined), {
          message: 'give either Accounts or AccountList',
        })
        .transform(body => body.AccountList ?? (body.Accounts ?? []).map(UserID => ({ UserID }))),
      reply: z.object({ FailAccounts: z.array(z.string()) }),
      errors: ['BatchSizeNotValid'],
    }),
    account_delete: command({
      summary: 'Deletes up to 100 accounts with their profiles, logins and conversation lists.',
      source: 'accounts.md account_delete',
      caller: 'admin',
      callsPerSecond: 100,
      body: z.object({
        DeleteItem: z
          .array(z.object({ UserID: userId }))
          .min(1)
          .max(accountsPerCall),
      }),
      reply: z.object({
        ResultItem: z.array(z.object({ UserID: z.string(), ResultCode: z.int(), ResultInfo: z.string() })),
      }),
      errors: [],
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
          .max(accountsPerCall),
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
    kick: command({
      summary: 'Ends every login of an account and voids the UserSigs made before.',
      source: 'accounts.md kick',
      caller: 'admin',
      body: alsoByIdentifier(z.object({ UserID: userId })),
      reply: z.object({}),
      errors: ['AccountNotFound'],
    }),
  },
});
