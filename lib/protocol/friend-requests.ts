import * as z from 'zod';
import { command } from './command.ts';
import { uint32, userId } from './ids.ts';
import { accountBatch, batchReply, entriesOf } from './relation-schemas.ts';

const pendencyType = z.enum(['Pendency_Type_ComeIn', 'Pendency_Type_SendOut', 'Pendency_Type_Both']);
const ownErrors = ['RelationAdminRequired', 'RelationAccountNotFound'] as const;

/** A request as clients list it. */
const request = z.object({
  To_Account: z.string(),
  PendencyType: z.enum(['Pendency_Type_ComeIn', 'Pendency_Type_SendOut']),
  Nick: z.string(),
  Image: z.string(),
  AddSource: z.string(),
  /** Seconds since 1970. */
  AddTime: z.int(),
  AddWording: z.string(),
});
export type RequestOnWire = z.infer<typeof request>;

/** Commands for friend requests (contract: relationship.md, pending requests; client-sdk.md 5.6). */
export const friendRequests = {
  friend_response: command({
    summary: 'Answers friend requests, each for itself: agree, agree and add, or reject.',
    source: 'relationship.md, pending requests; client-sdk.md 5.6',
    caller: 'user',
    body: z.object({
      From_Account: userId,
      ResponseFriendItem: entriesOf(
        z.object({
          To_Account: z.string(),
          Remark: z.string().optional(),
          TagName: z.string().optional(),
          ResponseAction: z.enum([
            'Response_Action_Agree',
            'Response_Action_AgreeAndAdd',
            'Response_Action_Reject',
          ]),
        }),
      ),
    }),
    reply: batchReply,
    errors: [...ownErrors],
  }),

  pendency_get: command({
    summary: 'Lists the friend requests that wait for an answer, newest first.',
    source: 'client-wire.md 4; relationship.md, pending requests',
    caller: 'user',
    body: z.object({
      From_Account: userId,
      PendencyType: pendencyType.default('Pendency_Type_Both'),
      StartTime: uint32.default(0),
      MaxLimited: z.int().min(1).max(1000).default(100),
      LastSequence: uint32.optional(),
    }),
    reply: z.object({
      PendencyItem: z.array(request),
      UnreadPendencyCount: z.int(),
      /** Of the next page; 0: there is none. */
      StartTime: z.int(),
      CurrentSequence: z.int(),
    }),
    errors: [...ownErrors],
  }),

  pendency_report: command({
    summary: 'Reports up to which second friend requests were seen.',
    source: 'relationship.md, pending requests; client-sdk.md 5.6',
    caller: 'user',
    body: z.object({ From_Account: userId, LatestPendencyTimeStamp: uint32 }),
    reply: z.object({}),
    errors: [...ownErrors],
  }),

  pendency_delete: command({
    summary: 'Deletes friend requests, each for itself, without an answer.',
    source: 'relationship.md, pending requests; client-sdk.md 5.6',
    caller: 'user',
    body: z.object({
      From_Account: userId,
      PendencyType: z.enum(['Pendency_Type_ComeIn', 'Pendency_Type_SendOut']).default('Pendency_Type_ComeIn'),
      To_Account: accountBatch,
    }),
    reply: batchReply,
    errors: [...ownErrors],
  }),
};
