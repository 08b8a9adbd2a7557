import * as z from 'zod';
import { command, failsWith } from './command.ts';
import { uint32, userId } from './ids.ts';
import { sendBody, sendFaults } from './send-body.ts';

/** Commands of `openim` with which a backend sends to many, or brings along what was said elsewhere. */
export const backendSends = {
  batchsendmsg: command({
    summary: 'Sends one message to up to 500 accounts.',
    source: 'messages.md 4.2',
    caller: 'admin',
    body: sendBody
      .omit({ To_Account: true, ForbidCallbackControl: true, SupportMessageExtension: true })
      .extend({
        To_Account: z
          .array(z.string())
          .refine(accounts => accounts.length > 0, failsWith('MessageJsonNotValid'))
          .refine(accounts => accounts.length <= 500, failsWith('TooManyAccounts')),
      }),
    reply: z.object({
      ActionStatus: z.enum(['OK', 'SomeError']),
      MsgKey: z.string(),
      MsgId: z.string(),
      ErrorList: z.array(z.object({ To_Account: z.string(), ErrorCode: z.int() })).optional(),
    }),
    fieldFaults: {
      From_Account: sendFaults.From_Account,
      To_Account: 'ReceiverNotValid',
      MsgSeq: 'MessageSeqNotValid',
      MsgRandom: sendFaults.MsgRandom,
      MsgBody: sendFaults.MsgBody,
      'MsgBody.*': sendFaults['MsgBody.*'],
      MsgLifeTime: sendFaults.MsgLifeTime,
      SyncOtherMachine: sendFaults.SyncOtherMachine,
      OfflinePushInfo: sendFaults.OfflinePushInfo,
    },
    errors: [
      'MessageJsonNotValid',
      'MessageFormatNotValid',
      'TooManyAccounts',
      'MessageLifeTimeTooLong',
      'MessageTooLong',
      'ReceiverNotFound',
      'MessageSenderNotFound',
    ],
  }),

  importmsg: command({
    summary: 'Puts an old message into the history, once.',
    source: 'messages.md 4.3',
    caller: 'admin',
    body: z.object({
      SyncFromOldSystem: z.union([z.literal(2), z.literal(5)]),
      From_Account: userId,
      To_Account: userId,
      MsgSeq: uint32.optional(),
      MsgRandom: uint32,
      MsgTimeStamp: uint32,
      MsgBody: sendBody.shape.MsgBody,
      CloudCustomData: z.string().optional(),
    }),
    reply: z.object({}),
    fieldFaults: {
      SyncFromOldSystem: 'SyncFromOldSystemNotValid',
      From_Account: 'SenderNotValid',
      To_Account: 'ReceiverNotValid',
      MsgSeq: 'MessageFormatNotValid',
      MsgRandom: 'MessageRandomNotValid',
      MsgTimeStamp: 'MessageTimeNotValid',
      MsgBody: 'MessageBodyNotArray',
      'MsgBody.*': 'MessageElementNotValid',
      CloudCustomData: 'MessageFormatNotValid',
    },
    errors: ['MessageFormatNotValid', 'MessageTooLong', 'ReceiverNotFound', 'MessageSenderNotFound'],
  }),
} as const;
