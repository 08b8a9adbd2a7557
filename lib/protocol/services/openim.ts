import * as z from 'zod';
import { command, failsWith, service } from '../command.ts';
import { messageBody } from '../elements.ts';
import { flag, uint32, userId } from '../ids.ts';
import { historyCursor } from '../message-key.ts';

const seconds = z.int().min(0);

/** Accepted as documented, unknown members included, because every vendor of phones has its own (contract: messages.md 3). */
const offlinePushInfo = z.looseObject({
  PushFlag: flag.optional(),
  Title: z.string().optional(),
  Desc: z.string().optional(),
  Ext: z.string().optional(),
  AndroidInfo: z.looseObject({}).optional(),
  ApnsInfo: z.looseObject({}).optional(),
});

const maximumLifeSeconds = 604_800;

/** A message to send (contract: messages.md 4.1); clients send further members, which are ignored. */
const sendBody = z.object({
  From_Account: userId.optional(),
  To_Account: userId,
  MsgSeq: uint32.optional(),
  MsgRandom: uint32,
  MsgBody: messageBody,
  MsgLifeTime: z
    .int()
    .min(0)
    .refine(value => value <= maximumLifeSeconds, failsWith('MessageLifeTimeTooLong'))
    .optional(),
  OnlineOnlyFlag: flag.optional(),
  SyncOtherMachine: z.union([z.literal(1), z.literal(2)]).optional(),
  ForbidCallbackControl: z.array(z.string()).optional(),
  SendMsgControl: z.array(z.string()).optional(),
  CloudCustomData: z.string().optional(),
  SupportMessageExtension: flag.optional(),
  OfflinePushInfo: offlinePushInfo.optional(),
  IsNeedReadReceipt: flag.optional(),
  MsgClientTime: uint32.optional(),
});
export type SendBody = z.infer<typeof sendBody>;

/** A message in history and sync (contract: messages.md 4.4, with what clients read beside it). */
const historyMessage = z.object({
  From_Account: z.string(),
  To_Account: z.string(),
  MsgSeq: z.int(),
  MsgRandom: z.int(),
  MsgTimeStamp: z.int(),
  MsgClientTime: z.int(),
  MsgFlagBits: z.int(),
  IsPeerRead: z.int(),
  IsNeedReadReceipt: z.int(),
  MsgKey: z.string(),
  MsgBody: z.array(z.unknown()),
  CloudCustomData: z.string(),
  From_AccountNick: z.string(),
  From_AccountHeadurl: z.string(),
  TinyId: z.string(),
  RevokerInfo: z.object({ Revoker_Account: z.string(), Reason: z.string() }).optional(),
});

export type HistoryMessage = z.infer<typeof historyMessage>;

/** One-to-one messages (contract: messages.md 4) and the state of accounts (accounts.md). */
export const openim = service({
  name: 'openim',
  owner: 'messages',
  envelope: 'plain',
  faults: {
    badJson: 'MessageJsonNotValid',
    badBody: 'MessageJsonNotValid',
    notAdmin: 'MessageAdminRequired',
    internal: 'MessageServiceInternal',
  },
  commands: {
    sendmsg: command({
      summary: 'Sends one message to one account.',
      source: 'messages.md 4.1',
      caller: 'user',
      body: sendBody,
      reply: z.object({ MsgTime: z.int(), MsgKey: z.string(), MsgId: z.string() }),
      fieldFaults: {
        From_Account: 'SenderNotValid',
        To_Account: 'ReceiverNotValid',
        MsgSeq: 'MessageFormatNotValid',
        MsgRandom: 'MessageRandomNotValid',
        MsgBody: 'MessageBodyNotArray',
        'MsgBody.*': 'MessageElementNotValid',
        MsgLifeTime: 'MessageLifeTimeNotValid',
        SyncOtherMachine: 'SyncOtherMachineNotValid',
        OfflinePushInfo: 'OfflinePushInfoNotValid',
        OnlineOnlyFlag: 'MessageFormatNotValid',
        ForbidCallbackControl: 'MessageFormatNotValid',
        SendMsgControl: 'MessageFormatNotValid',
        CloudCustomData: 'MessageFormatNotValid',
        SupportMessageExtension: 'MessageFormatNotValid',
        IsNeedReadReceipt: 'MessageFormatNotValid',
        MsgClientTime: 'MessageFormatNotValid',
      },
      errors: [
        'MessageFormatNotValid',
        'MessageLifeTimeTooLong',
        'MessageTooLong',
        'MessageAccountNotValid',
        'ReceiverNotFound',
        'MessageSenderNotFound',
        'MessageAdminRequired',
      ],
    }),

    admin_getroammsg: command({
      summary: 'Reads the history of a one-to-one conversation as one of the two sees it.',
      source: 'messages.md 4.4',
      caller: 'admin',
      body: z.preprocess(
        // Older clients say From_Account and To_Account.
        body =>
          body instanceof Object
            ? {
                ...('From_Account' in body && { Operator_Account: body.From_Account }),
                ...('To_Account' in body && { Peer_Account: body.To_Account }),
                ...body,
              }
            : body,
        z.object({
          Operator_Account: userId,
          Peer_Account: userId,
          MaxCnt: z.int().min(1),
          MinTime: seconds,
          MaxTime: seconds,
          LastMsgKey: historyCursor.optional(),
        }),
      ),
      reply: z.object({
        Complete: flag,
        MsgCnt: z.int(),
        LastMsgTime: z.int(),
        LastMsgKey: z.string(),
        MsgList: z.array(historyMessage),
      }),
      fieldFaults: { Operator_Account: 'SenderNotValid', Peer_Account: 'ReceiverNotValid' },
      errors: [],
    }),

    getroammsg: command({
      summary: "Reads the caller's own history with another account.",
      source: 'client-wire.md 5',
      caller: 'user',
      body: z.object({
        Peer_Account: userId,
        MaxCnt: z.int().min(1),
        LastMsgTime: seconds.default(0),
        MsgKey: historyCursor.optional(),
        WithRecalledMsg: flag.default(1),
        GetDirection: flag.default(0),
      }),
      reply: z.object({
        Complete: flag,
        MsgCnt: z.int(),
        LastMsgTime: z.int(),
        MsgKey: z.string(),
        MsgList: z.array(historyMessage).optional(),
      }),
      fieldFaults: { Peer_Account: 'ReceiverNotValid', MsgKey: 'MessageKeyNotValid' },
      errors: [],
    }),
  },
});
