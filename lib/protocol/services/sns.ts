import * as z from 'zod';
import { blackLists } from '../black-lists.ts';
import { command, service } from '../command.ts';
import { uint32, userId } from '../ids.ts';

/** Friends, their groups, requests and blocked accounts (contract: relationship.md). */
export const sns = service({
  name: 'sns',
  owner: 'relations',
  envelope: 'display',
  faults: {
    badJson: 'RelationParameterNotValid',
    badBody: 'RelationParameterNotValid',
    notAdmin: 'RelationAdminRequired',
    internal: 'RelationInternal',
  },
  commands: {
    ...blackLists,
    friend_get: command({
      summary: 'Pages through the friends of an account.',
      source: 'relationship.md friend_get',
      caller: 'user',
      body: z.object({
        From_Account: userId,
        StartIndex: uint32,
        StandardSequence: uint32.optional(),
        CustomSequence: uint32.optional(),
      }),
      reply: z.object({
        UserDataItem: z.array(
          z.object({
            To_Account: z.string(),
            ValueItem: z.array(z.object({ Tag: z.string(), Value: z.unknown() })),
          }),
        ),
        StandardSequence: z.int(),
        CustomSequence: z.int(),
        FriendNum: z.int(),
        CompleteFlag: z.int(),
        NextStartIndex: z.int(),
      }),
      errors: ['RelationAdminRequired'],
    }),
    group_get: command({
      summary: 'Lists the friend groups of an account.',
      source: 'relationship.md group_get',
      caller: 'user',
      body: z.object({
        From_Account: userId,
        GroupName: z.array(z.string()).max(32).optional(),
        NeedFriend: z.enum(['Need_Friend_Type_Yes', 'Need_Friend_Type_No']).optional(),
        LastSequence: uint32.optional(),
      }),
      reply: z.object({
        ResultItem: z.array(
          z.object({
            GroupName: z.string(),
            FriendNumber: z.int(),
            To_Account: z.array(z.string()).optional(),
          }),
        ),
        CurrentSequence: z.int(),
      }),
      errors: ['RelationAdminRequired'],
    }),
    pendency_get: command({
      summary: 'Lists the friend requests that wait for an answer.',
      source: 'client-wire.md 4; relationship.md, pending requests',
      caller: 'user',
      body: z.object({
        From_Account: userId,
        PendencyType: z.string().optional(),
        StartTime: uint32.optional(),
        MaxLimited: z.int().min(1).max(1000).optional(),
        LastSequence: uint32.optional(),
      }),
      reply: z.object({
        PendencyItem: z.array(z.looseObject({ To_Account: z.string() })),
        UnreadPendencyCount: z.int(),
      }),
      errors: ['RelationAdminRequired'],
    }),
  },
});
