import * as z from 'zod';
import { backendSends } from '../backend-sends.ts';
import { command, failsWith, service } from '../command.ts';
import { flag, uint32, userId } from '../ids.ts';
import { messageChanges } from '../message-changes.ts';
import { historyCursor, messageKey } from '../message-key.ts';
import { muteNotifications } from '../mute-notifications.ts';
import type { PushEvent } from '../pushes.ts';
import { sendBody, sendFaults } from '../send-body.ts';

const seconds = z.int().min(0);

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

const state = z.enum(['Online', 'PushOnline', 'Offline']);

/** Contract: accounts.md, openim/query_online_status; some clients read `Status` and some `State`. */
const onlineStatus = {
  body: z.object({
    To_Account: z
      .array(z.string())
      .refine(accounts => accounts.length > 0, failsWith('MessageJsonNotValid'))
      .refine(accounts => accounts.length <= 500, failsWith('TooManyAccounts')),
    IsNeedDetail: flag.default(0),
    IsReturnInstid: flag.default(0),
    IsReturnCustomStatus: flag.default(0),
  }),
  reply: z.object({
    QueryResult: z.array(
      z.object({
        To_Account: z.string(),
        Status: state,
        State: state,
        /** With IsReturnInstid one entry for each client, else one for each platform. */
        Detail: z
          .array(z.object({ Platform: z.string(), Status: state, Instid: z.int().optional() }))
          .optional(),
        CustomStatus: z.string().optional(),
      }),
    ),
    ErrorList: z.array(z.object({ To_Account: z.string(), ErrorCode: z.int() })),
  }),
  fieldFaults: { To_Account: 'ReceiverNotValid' },
  errors: ['MessageJsonNotValid', 'TooManyAccounts', 'AccountNotFound'],
} as const;

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
      fieldFaults: sendFaults,
      errors: [
        'MessageFormatNotValid',
        'MessageLifeTimeTooLong',
        'MessageTooLong',
        'MessageAccountNotValid',
        'ReceiverNotFound',
        'MessageSenderNotFound',
        'MessageAdminRequired',
        'SenderMuted',
        'BlockedByReceiver',
        'NotFriends',
        'NotFriendOfReceiver',
        'NotFriendOfSender',
      ],
    }),

    ...backendSends,
    ...messageChanges,

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

    getmsg: command({
      summary: 'Reads what the client missed since its cookie, and the unread counts.',
      source: 'client-wire.md 4',
      caller: 'user',
      body: z.object({ Cookie: z.string().max(1000).default(''), SyncFlag: z.int().default(0) }),
      reply: z.object({
        /** 2: this is the last page; 1: ask again with the new cookie. */
        SyncFlag: z.union([z.literal(1), z.literal(2)]),
        Cookie: z.string(),
        MsgList: z.array(z.union([historyMessage, z.object({ EventArray: z.array(z.custom<PushEvent>()) })])),
        /** Modified messages; on the last page also what was modified in groups, and where the account was named. */
        EventArray: z.array(z.custom<PushEvent>()).optional(),
        C2CPairUnreadCount: z.array(z.object({ From_Account: z.string(), UnreadCount: z.int() })),
        /** Our own: 1 when something that the client missed may be kept no longer; it reads lists and histories anew. */
        Incomplete: flag,
      }),
      errors: [],
    }),

    msgreaded: command({
      summary: 'Reports that conversations are read up to a second.',
      source: 'client-wire.md 5',
      caller: 'user',
      body: z.object({
        C2CMsgReaded: z.object({
          Cookie: z.string().optional(),
          C2CMsgReadedItem: z
            .array(z.object({ To_Account: userId, LastedMsgTime: seconds, Receipt: z.int().optional() }))
            .min(1)
            .max(100),
        }),
      }),
      reply: z.object({}),
      errors: [],
    }),

    ...muteNotifications,

    get_peer_read_time: command({
      summary: 'Tells up to which second each peer has read what the caller wrote.',
      source: 'client-wire.md 5',
      caller: 'user',
      body: z.object({ To_Account: z.array(userId).min(1).max(100) }),
      reply: z.object({ ReadTime: z.array(z.int()) }),
      fieldFaults: { To_Account: 'ReceiverNotValid' },
      errors: [],
    }),

    msgwithdraw: command({
      summary: "Recalls a message of the caller's own, within the application's recall window.",
      source: 'messages.md 4.10',
      caller: 'user',
      body: z.object({
        MsgInfo: z.object({
          From_Account: userId,
          To_Account: userId,
          MsgSeq: uint32,
          MsgRandom: uint32,
          MsgTimeStamp: uint32,
        }),
      }),
      reply: z.object({}),
      fieldFaults: { MsgInfo: 'MessagePacketNotValid' },
      errors: ['MessageNotFound', 'MessageAlreadyRecalled', 'RecallWindowPassed', 'MessageAdminRequired'],
    }),

    admin_msgwithdraw: command({
      summary: 'Recalls any stored one-to-one message, at any time.',
      source: 'messages.md 4.5',
      caller: 'admin',
      body: z.object({ From_Account: userId, To_Account: userId, MsgKey: messageKey }),
      reply: z.object({}),
      fieldFaults: {
        From_Account: 'SenderNotValid',
        To_Account: 'ReceiverNotValid',
        MsgKey: 'MessageKeyNotValid',
      },
      errors: ['MessageNotFound', 'MessageAlreadyRecalled'],
    }),

    query_online_status: command({
      summary: 'Tells which of up to 500 accounts are online.',
      source: 'accounts.md openim/query_online_status',
      caller: 'admin',
      ...onlineStatus,
    }),

    querystate: command({
      summary: 'The older name of query_online_status.',
      source: 'accounts.md openim/query_online_status',
      caller: 'admin',
      ...onlineStatus,
    }),
  },
});
