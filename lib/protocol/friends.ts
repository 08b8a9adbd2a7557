import * as z from 'zod';
import { command } from './command.ts';
import { flag, uint32, userId } from './ids.ts';
import { accountBatch, batchReply, entriesOf, failAccount, resultWith } from './relation-schemas.ts';

const tagged = z.array(z.object({ Tag: z.string(), Value: z.unknown() }));
const tag = z.string().min(1).max(64);

/** A reply is one answer on a socket, which API Gateway takes up to 128 KB. */
const accountsRead = z.array(z.string()).min(1).max(100);

const ownErrors = ['RelationAdminRequired', 'RelationAccountNotFound'] as const;

const infoItems = z.object({
  InfoItem: z.array(resultWith({ SnsProfileItem: tagged.optional() })),
  ...failAccount,
});

const relation = z.enum([
  'CheckResult_Type_BothWay',
  'CheckResult_Type_AWithB',
  'CheckResult_Type_BWithA',
  'CheckResult_Type_NoRelation',
]);

const deleteType = z.enum(['Delete_Type_Single', 'Delete_Type_Both']).default('Delete_Type_Single');

/** Commands for friends (contract: relationship.md, friend_…). */
export const friends = {
  friend_add: command({
    summary: 'Adds friends, each for itself, or asks them where they want to be asked (30539).',
    source: 'relationship.md friend_add',
    caller: 'user',
    body: z.object({
      From_Account: userId,
      AddFriendItem: entriesOf(
        z.object({
          To_Account: z.string(),
          AddSource: z.string(),
          Remark: z.string().optional(),
          GroupName: z.string().optional(),
          AddWording: z.string().optional(),
        }),
      ),
      AddType: z.enum(['Add_Type_Both', 'Add_Type_Single']).default('Add_Type_Both'),
      ForceAddFlags: flag.default(0),
    }),
    reply: batchReply,
    errors: [...ownErrors],
  }),

  friend_import: command({
    summary: "Brings friends into one account's list, each for itself, without asking anybody.",
    source: 'relationship.md friend_import',
    caller: 'admin',
    body: z.object({
      From_Account: userId,
      AddFriendItem: entriesOf(
        z.object({
          To_Account: z.string(),
          AddSource: z.string(),
          Remark: z.string().optional(),
          AddWording: z.string().optional(),
          RemarkTime: uint32.optional(),
          AddTime: uint32.optional(),
          GroupName: z.array(z.string()).optional(),
          CustomItem: tagged.optional(),
        }),
      ),
    }),
    reply: batchReply,
    errors: [...ownErrors],
  }),

  friend_update: command({
    summary: 'Changes remarks, groups and own fields of friends, each for itself.',
    source: 'relationship.md friend_update',
    caller: 'user',
    body: z.object({
      From_Account: userId,
      UpdateItem: entriesOf(z.object({ To_Account: z.string(), SnsItem: tagged })),
    }),
    reply: batchReply,
    errors: [...ownErrors],
  }),

  friend_delete: command({
    summary: "Deletes friends, each for itself, from one account's list or from both lists.",
    source: 'relationship.md friend_delete',
    caller: 'user',
    body: z.object({ From_Account: userId, To_Account: accountBatch, DeleteType: deleteType }),
    reply: batchReply,
    errors: [...ownErrors],
  }),

  friend_delete_all: command({
    summary: 'Deletes all friends of an account.',
    source: 'relationship.md friend_delete_all',
    caller: 'user',
    body: z.object({ From_Account: userId, DeleteType: deleteType }),
    reply: z.object({}),
    errors: [...ownErrors, 'RelationTimeout', 'RelationConflict'],
  }),

  friend_check: command({
    summary: 'Tells for each account whether it is a friend, or who has whom in the list.',
    source: 'relationship.md friend_check',
    caller: 'user',
    body: z.object({
      From_Account: userId,
      To_Account: accountBatch,
      CheckType: z.enum(['CheckResult_Type_Single', 'CheckResult_Type_Both']),
    }),
    reply: z.object({ InfoItem: z.array(resultWith({ Relation: relation })), ...failAccount }),
    errors: [...ownErrors],
  }),

  friend_get: command({
    summary: 'Pages through the friends of an account; leaves out what has not changed since a sequence.',
    source: 'relationship.md friend_get',
    caller: 'user',
    body: z.object({
      From_Account: userId,
      StartIndex: uint32,
      StandardSequence: uint32.optional(),
      CustomSequence: uint32.optional(),
    }),
    reply: z.object({
      UserDataItem: z.array(z.object({ To_Account: z.string(), ValueItem: tagged })),
      StandardSequence: z.int(),
      CustomSequence: z.int(),
      FriendNum: z.int(),
      CompleteFlag: flag,
      /** 0 after the last page. */
      NextStartIndex: z.int(),
    }),
    errors: [...ownErrors],
  }),

  friend_get_list: command({
    summary: 'Reads chosen fields of up to 100 friends and of their profiles.',
    source: 'relationship.md friend_get_list',
    caller: 'user',
    body: z.object({
      From_Account: userId,
      To_Account: accountsRead,
      TagList: z.array(tag).min(1).max(100),
    }),
    reply: infoItems,
    errors: [...ownErrors, 'RelationParameterNotValid'],
  }),

  friend_get_specified: command({
    summary: 'Reads all fields of up to 100 friends and of their profiles, as client SDKs do.',
    source: 'client-sdk.md 5.6',
    caller: 'user',
    body: z.object({ From_Account: userId, To_Account: accountsRead }),
    reply: infoItems,
    errors: [...ownErrors],
  }),
};
