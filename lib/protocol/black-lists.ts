import * as z from 'zod';
import { command } from './command.ts';
import { uint32, userId } from './ids.ts';
import { accountBatch, batchReply, failAccount, resultWith } from './relation-schemas.ts';

const batch = z.object({ From_Account: userId, To_Account: accountBatch });

const relation = z.enum([
  'BlackCheckResult_Type_BothWay',
  'BlackCheckResult_Type_AWithB',
  'BlackCheckResult_Type_BWithA',
  'BlackCheckResult_Type_NO',
]);

/** Commands for block lists (contract: relationship.md, black_list_…). */
export const blackLists = {
  black_list_add: command({
    summary: 'Blocks accounts, each for itself: they are friends no longer and cannot write to the account.',
    source: 'relationship.md black_list_add',
    caller: 'user',
    body: batch,
    reply: batchReply,
    errors: ['RelationAdminRequired', 'RelationAccountNotFound'],
  }),
  black_list_delete: command({
    summary: 'Ends blocks, each for itself.',
    source: 'relationship.md black_list_delete',
    caller: 'user',
    body: batch,
    reply: batchReply,
    errors: ['RelationAdminRequired', 'RelationAccountNotFound'],
  }),
  black_list_get: command({
    summary: 'Pages through the accounts that an account has blocked.',
    source: 'relationship.md black_list_get',
    caller: 'user',
    body: z.object({
      From_Account: userId,
      StartIndex: uint32,
      MaxLimited: z.int().min(1).max(1000),
      LastSequence: uint32.optional(),
    }),
    reply: z.object({
      BlackListItem: z.array(z.object({ To_Account: z.string(), AddBlackTimeStamp: z.int() })),
      /** 0: no further page. */
      StartIndex: z.int(),
      /** The wire's own misspelling; clients read either name. */
      CurruentSequence: z.int(),
      CurrentSequence: z.int(),
      CompleteFlag: z.int(),
    }),
    errors: ['RelationAdminRequired', 'RelationAccountNotFound'],
  }),
  black_list_check: command({
    summary: 'Tells for each account whether it is blocked, or who blocks whom.',
    source: 'relationship.md black_list_check',
    caller: 'user',
    body: z.object({
      From_Account: userId,
      To_Account: accountBatch,
      CheckType: z.enum(['BlackCheckResult_Type_Single', 'BlackCheckResult_Type_Both']),
    }),
    reply: z.object({
      BlackListCheckItem: z.array(resultWith({ Relation: relation })),
      ...failAccount,
    }),
    errors: ['RelationAdminRequired', 'RelationAccountNotFound'],
  }),
};
