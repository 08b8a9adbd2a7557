import * as z from 'zod';
import { command, failsWith } from './command.ts';
import { messageBody } from './elements.ts';
import { flag, uint32, userId } from './ids.ts';
import { type MessageKey, messageKey } from './message-key.ts';

const seconds = z.int().min(0);

interface Named {
  readonly MsgKey?: MessageKey | undefined;
  readonly MsgSeq?: number | undefined;
  readonly MsgRandom?: number | undefined;
  readonly MsgTime?: number | undefined;
}

/** Backends name a message by its MsgKey, clients by its parts; `key` is what both mean. */
const withKey = <T extends Named>(body: T, context: z.RefinementCtx): T & { readonly key: MessageKey } => {
  const { MsgKey, MsgSeq: seq, MsgRandom: random, MsgTime: time } = body;
  if (MsgKey !== undefined) return { ...body, key: MsgKey };
  if (seq !== undefined && random !== undefined && time !== undefined)
    return { ...body, key: { seq, random, time } };
  context.addIssue({ code: 'custom', path: ['MsgKey'], message: 'MsgKey is missing' });
  return z.NEVER;
};

const named = {
  MsgKey: messageKey.optional(),
  MsgSeq: uint32.optional(),
  MsgRandom: uint32.optional(),
  MsgTime: uint32.optional(),
};

/** Clients say From_Account and To_Account for whose view and which other party. */
const withOperator = <T extends z.ZodType>(schema: T) =>
  z.preprocess(
    body =>
      body instanceof Object
        ? {
            ...('From_Account' in body && { Operator_Account: body.From_Account }),
            ...('To_Account' in body && { Peer_Account: body.To_Account }),
            ...body,
          }
        : body,
    schema,
  );

/** What a modified message holds; with an error for who did not know what it held. */
const modified = z.object({
  ActionStatus: z.enum(['OK', 'FAIL']).optional(),
  ErrorCode: z.int().optional(),
  ErrorInfo: z.string().optional(),
  MsgVersion: z.int(),
  MsgBody: z.array(z.unknown()),
  CloudCustomData: z.string(),
});

/** Commands of `openim` that change what is stored: one message, or how far somebody has read. */
export const messageChanges = {
  modify_c2c_msg: command({
    summary: 'Replaces the elements or the custom data of a stored message.',
    source: 'messages.md 4.8',
    caller: 'user',
    body: z
      .object({
        From_Account: userId,
        To_Account: userId,
        ...named,
        MsgVersion: z.int().min(0).optional(),
        MsgBody: messageBody.optional(),
        CloudCustomData: z.string().optional(),
      })
      .transform(withKey),
    reply: modified,
    successText: 'succeed',
    fieldFaults: {
      From_Account: 'SenderNotValid',
      To_Account: 'ReceiverNotValid',
      MsgKey: 'MessageKeyNotValid',
      MsgBody: 'MessageBodyNotArray',
      'MsgBody.*': 'MessageElementNotValid',
      CloudCustomData: 'MessageFormatNotValid',
    },
    errors: [
      'SenderMuted',
      'BlockedByReceiver',
      'MessageFormatNotValid',
      'MessageTooLong',
      'ModifiedMessageNotFound',
      'ModificationOutdated',
      'ModifiedAtOnce',
      'MessageAccountNotValid',
    ],
  }),

  modify_group_msg: command({
    summary: 'Replaces the elements or the custom data of a stored message of a group.',
    source: 'group-commands.md 3.7',
    caller: 'user',
    body: z.object({
      GroupId: z.string(),
      MsgSeq: uint32,
      MsgVersion: z.int().min(0).optional(),
      MsgBody: messageBody.optional(),
      CloudCustomData: z.string().optional(),
      TopicId: z.string().optional(),
    }),
    reply: modified,
    successText: 'succeed',
    fieldFaults: {
      MsgSeq: 'MessageSeqNotValid',
      MsgBody: 'MessageBodyNotArray',
      'MsgBody.*': 'MessageElementNotValid',
      CloudCustomData: 'MessageFormatNotValid',
    },
    errors: [
      'MessageFormatNotValid',
      'MessageTooLong',
      'ModifiedMessageNotFound',
      'ModificationOutdated',
      'ModifiedAtOnce',
      'MessageAccountNotValid',
    ],
  }),

  deletemsg: command({
    summary:
      'Takes away notices that a message of a group names the caller; none is kept, so there is nothing to do.',
    source: 'client-sdk.md',
    caller: 'user',
    body: z.object({ DelMsgList: z.array(z.unknown()).optional() }),
    reply: z.object({}),
    errors: [],
  }),

  delete_c2c_msg_ramble: command({
    summary: 'Deletes messages for one of the two; the other still sees them.',
    source: 'messages.md 4.9',
    caller: 'user',
    body: withOperator(
      z.object({
        Operator_Account: userId.optional(),
        Peer_Account: userId,
        MsgKeyList: z
          .array(messageKey)
          .refine(list => list.length > 0 && list.length <= 30, failsWith('MessageFormatNotValid')),
      }),
    ),
    reply: z.object({}),
    fieldFaults: {
      Operator_Account: 'SenderNotValid',
      Peer_Account: 'ReceiverNotValid',
      MsgKeyList: 'MessageFormatNotValid',
      'MsgKeyList.*': 'MessageKeyNotValid',
    },
    errors: ['MessageFormatNotValid', 'MessageAdminRequired'],
  }),

  c2c_msg_read_receipt: command({
    summary: 'Tells a sender which of its messages were read.',
    source: 'messages.md 4.9',
    caller: 'user',
    body: z.object({
      Operator_Account: userId.optional(),
      Peer_Account: userId,
      C2CMsgInfo: z
        .array(z.object({ From_Account: userId, To_Account: userId, ...named }).transform(withKey))
        .refine(list => list.length > 0 && list.length <= 30, failsWith('MessageFormatNotValid')),
    }),
    reply: z.object({}),
    fieldFaults: {
      Operator_Account: 'SenderNotValid',
      Peer_Account: 'ReceiverNotValid',
      C2CMsgInfo: 'MessageFormatNotValid',
    },
    errors: ['MessageFormatNotValid', 'MessageAdminRequired'],
  }),

  read_all_unread_msg: command({
    summary:
      "Marks all of the caller's one-to-one conversations as read, and groups up to the given messages.",
    source: 'client-sdk.md 5.4, setAllMessageRead',
    caller: 'user',
    body: z.object({
      C2CReadAllMsg: flag.default(0),
      GroupReadInfo: z
        .array(z.object({ GroupId: z.string(), MsgSeq: uint32 }))
        .max(500)
        .default([]),
    }),
    reply: z.object({
      C2CReadAllMsg: flag,
      /** RetCode 0, or 10010 for a group that the caller is not in. */
      GroupReadInfoArray: z.array(z.object({ GroupId: z.string(), MsgSeq: z.int(), RetCode: z.int() })),
    }),
    errors: [],
  }),

  admin_set_msg_read: command({
    summary: 'Marks a conversation as read for one of the two.',
    source: 'messages.md 4.6',
    caller: 'admin',
    body: z.object({
      Report_Account: userId,
      Peer_Account: userId,
      MsgReadTime: z
        .union([
          seconds,
          z
            .string()
            .regex(/^\d{1,10}$/)
            .transform(Number),
        ])
        .optional(),
    }),
    reply: z.object({}),
    fieldFaults: { Report_Account: 'SenderNotValid', Peer_Account: 'ReceiverNotValid' },
    errors: [],
  }),

  get_c2c_unread_msg_num: command({
    summary: 'Counts the unread messages of an account.',
    source: 'messages.md 4.7',
    caller: 'admin',
    body: z.object({ To_Account: userId, Peer_Account: z.array(userId).max(10).optional() }),
    reply: z.object({
      AllC2CUnreadMsgNum: z.int().optional(),
      C2CUnreadMsgNumList: z
        .array(z.object({ Peer_Account: z.string(), C2CUnreadMsgNum: z.int() }))
        .optional(),
      ErrorList: z.array(z.object({ Peer_Account: z.string(), ErrorCode: z.int() })).optional(),
    }),
    fieldFaults: { To_Account: 'ReceiverNotValid', Peer_Account: 'ReceiverNotValid' },
    errors: [],
  }),
} as const;
