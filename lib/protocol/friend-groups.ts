import * as z from 'zod';
import { command } from './command.ts';
import { uint32, userId } from './ids.ts';
import { accountBatch, failAccount, resultWith } from './relation-schemas.ts';

const names = z.array(z.string()).min(1).max(32);
const ownErrors = ['RelationAdminRequired', 'RelationAccountNotFound'] as const;
const sequence = { CurrentSequence: z.int() };
const updateType = z.enum(['Update_Type_Add', 'Update_Type_Delete']);

/** Commands for groups of friends (contract: relationship.md, group_…; client-sdk.md 5.6). */
export const friendGroups = {
  group_add: command({
    summary:
      'Makes friend groups and puts friends into all of them; those that are there get the friends as well.',
    source: 'relationship.md group_add',
    caller: 'user',
    body: z.object({ From_Account: userId, GroupName: names, To_Account: accountBatch.optional() }),
    reply: z.object({
      /** Only when accounts were named. */
      ResultItem: z.array(resultWith({})).optional(),
      ...failAccount,
      ...sequence,
    }),
    errors: [...ownErrors, 'RelationParameterNotValid', 'TooManyFriendGroups', 'RelationConflict'],
  }),

  group_delete: command({
    summary: 'Deletes friend groups; the friends stay.',
    source: 'relationship.md group_delete',
    caller: 'user',
    body: z.object({ From_Account: userId, GroupName: names }),
    reply: z.object(sequence),
    errors: [...ownErrors, 'RelationConflict'],
  }),

  group_update: command({
    summary: 'Renames a friend group, or moves friends in and out.',
    source: 'client-sdk.md 5.6',
    caller: 'user',
    body: z.object({
      From_Account: userId,
      GroupOldName: z.string(),
      GroupNewName: z.string().optional(),
      UpdateGroupItem: z
        .array(z.object({ To_Account: z.string(), UpdateType: updateType }))
        .max(1000)
        .optional(),
    }),
    reply: z.object({
      ResultItem: z.array(resultWith({ UpdateType: updateType })),
      ...failAccount,
      ...sequence,
    }),
    errors: [...ownErrors, 'RelationParameterNotValid', 'RelationConflict'],
  }),

  group_get: command({
    summary: 'Lists the friend groups of an account, with their friends if wanted.',
    source: 'relationship.md group_get',
    caller: 'user',
    body: z.object({
      From_Account: userId,
      GroupName: z.array(z.string()).max(32).optional(),
      NeedFriend: z.enum(['Need_Friend_Type_Yes', 'Need_Friend_Type_No']).default('Need_Friend_Type_No'),
      LastSequence: uint32.default(0),
    }),
    reply: z.object({
      ResultItem: z.array(
        z.object({
          GroupName: z.string(),
          FriendNumber: z.int(),
          To_Account: z.array(z.string()).optional(),
        }),
      ),
      ...sequence,
    }),
    errors: [...ownErrors],
  }),
};
