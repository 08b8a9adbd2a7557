import * as z from 'zod';

/** Most accounts in one batch. */
const accountsPerCall = 1000;

/** Accounts of a batch: names that cannot be UserIDs are answered each for itself. */
export const accountBatch = z.array(z.string()).min(1).max(accountsPerCall);

/** Title of what callers need not know of: it is left out of their documentation. */
export const undocumented = 'undocumented';

const unreadable = z
  .object({ To_Account: z.string() })
  .meta({ title: undocumented })
  .transform(({ To_Account }) => ({ To_Account, unreadable: true as const }));
/** An entry of a batch that says whom it is about, and else not what it should: it fails alone. */
export type Unreadable = z.output<typeof unreadable>;

/** Entries of a batch; each is looked at for itself, and fails for itself. */
export const entriesOf = <Entry extends z.ZodType>(entry: Entry) =>
  z
    .array(z.union([entry, unreadable]))
    .min(1)
    .max(accountsPerCall);

const result = { To_Account: z.string(), ResultCode: z.int(), ResultInfo: z.string() };

/** Only when at least one failed. */
export const failAccount = { Fail_Account: z.array(z.string()).optional() };

/** What became of each account of a batch (contract: relationship.md, shared result shape). */
export const batchReply = z.object({ ResultItem: z.array(z.object(result)), ...failAccount });

/** A member of a batch reply that says more than the result. */
export const resultWith = <Shape extends z.ZodRawShape>(more: Shape) => z.object({ ...result, ...more });
