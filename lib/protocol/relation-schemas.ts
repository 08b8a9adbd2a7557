import * as z from 'zod';

/** Most accounts in one batch. */
const accountsPerCall = 1000;

/** Accounts of a batch: names that cannot be UserIDs are answered each for itself. */
export const accountBatch = z.array(z.string()).min(1).max(accountsPerCall);

const result = { To_Account: z.string(), ResultCode: z.int(), ResultInfo: z.string() };

/** Only when at least one failed. */
export const failAccount = { Fail_Account: z.array(z.string()).optional() };

/** What became of each account of a batch (contract: relationship.md, shared result shape). */
export const batchReply = z.object({ ResultItem: z.array(z.object(result)), ...failAccount });

/** A member of a batch reply that says more than the result. */
export const resultWith = <Shape extends z.ZodRawShape>(more: Shape) => z.object({ ...result, ...more });
