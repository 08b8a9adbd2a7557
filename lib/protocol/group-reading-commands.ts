import * as z from 'zod';
import { command } from './command.ts';
import { messageNumbers, namesGroup } from './group-message-commands.ts';
import { flag, uint32, userId } from './ids.ts';

/** A number in the history of a group, with what stands under it (contract: group-commands.md 3.4). */
const historyEntry = z.looseObject({
  From_Account: z.string(),
  /** 0 a message, 1 nothing that is kept or may be seen, 2 recalled. */
  IsPlaceMsg: z.int(),
  /** 1: `MsgBody` is a tip (contract: groups.md 11.2). */
  IsSystemMsg: z.int(),
  MsgBody: z.union([z.array(z.unknown()), z.looseObject({ OpType: z.int() })]),
  /** 1 High to 4 Lowest. */
  MsgPriority: z.int(),
  MsgRandom: z.int(),
  MsgSeq: z.int(),
  MsgTimeStamp: z.int(),
});
export type GroupHistoryEntry = z.input<typeof historyEntry>;

const historyBody = z.object({
  GroupId: z.string(),
  ReqMsgNumber: z.int().min(1),
  ReqMsgSeq: uint32.optional(),
  WithRecalledMsg: flag.optional(),
  TopicId: z.string().optional(),
});
export type GroupHistoryBody = z.infer<typeof historyBody>;

/** Messages that a client asks for by their numbers, as for what is pinned. */
const namedAtOnce = 20;
const memberHistoryBody = historyBody.extend({
  ReqMsgSeqList: z.array(z.int().min(1)).max(namedAtOnce).optional(),
});

const historyReply = {
  GroupId: z.string(),
  /** 1 what was asked for is here, 0 it was cut, 2 nothing older is kept. */
  IsFinished: z.int(),
  RspMsgList: z.array(historyEntry),
};

/** Contract: group-commands.md 3.10; clients ask for up to 100. */
const readersAtOnce = 200;
const receiptsAtOnce = 200;

/** Members who have read a message, or have not. */
const detailBody = z.object({
  GroupId: z.string(),
  MsgSeq: z.int().min(1),
  Filter: flag.optional(),
  /** As published clients write `Filter`. */
  Flag: flag.optional(),
  Cursor: z.string().default(''),
  Count: z.int().min(1).max(readersAtOnce).optional(),
  /** As published clients write `Count`. */
  Num: z.int().min(1).max(readersAtOnce).optional(),
});

/** From when on a client wants to know of recalls in a group. Times in milliseconds since 1970. */
const notifyRequest = z.object({
  GroupId: z.string(),
  NotifyType: z.literal(1),
  BeginTime: z.int().min(0).default(0),
  EndTime: z.int().min(0).default(9_999_999_999_999),
  Limit: z.int().min(1).max(100).default(20),
});
export type NotifyRequest = z.infer<typeof notifyRequest>;

/** Commands that read the messages of groups and say how far they have been read (contract: group-commands.md 3). */
export const groupReadingCommands = {
  group_msg_get_simple: command({
    summary: 'Reads the history of a group, the newest message first.',
    source: 'group-commands.md 3.4',
    caller: 'admin',
    body: historyBody,
    reply: z.object(historyReply),
    errors: [...namesGroup, 'GroupTypeWithoutHistory'],
  }),
  group_msg_get: command({
    summary: 'Reads the history of a group as one of its members sees it, the newest message first.',
    source: 'client-wire.md 5',
    caller: 'user',
    body: memberHistoryBody,
    reply: z.object({
      ...historyReply,
      /** The number to ask for next; 0 when there is nothing older. */
      NextReqMsgSeq: z.int(),
    }),
    errors: [...namesGroup, 'GroupNotPermitted', 'GroupTypeWithoutHistory'],
  }),
  batch_get_group_notify: command({
    summary: 'Tells a client that was away which messages of groups were recalled meanwhile.',
    source: 'client-sdk.md',
    caller: 'user',
    body: z.object({ NotifyReqList: z.array(notifyRequest).min(1).max(20) }),
    reply: z.object({
      /** Of the groups that the caller is in. */
      NotifyRspList: z.array(
        z.object({
          GroupId: z.string(),
          /** Milliseconds since 1970 from which to ask again; 0 when there is no more. */
          NextMsgTime: z.int(),
          NotifyMsgList: z.array(
            z.object({
              MsgSeq: z.int(),
              MsgRandom: z.int(),
              RevokerInfo: z.object({ Revoker_Account: z.string(), Reason: z.string() }),
            }),
          ),
        }),
      ),
    }),
    errors: [],
  }),
  msg_read_report: command({
    summary: 'Notes up to which message of a group the caller has read.',
    source: 'client-wire.md 5',
    caller: 'user',
    body: z.object({ GroupId: z.string(), MsgReadedSeq: uint32, TopicId: z.string().optional() }),
    reply: z.object({}),
    errors: [...namesGroup, 'GroupNotPermitted'],
  }),
  set_unread_msg_num: command({
    summary: 'Sets how many messages of a group a member has not read.',
    source: 'group-commands.md 3.8',
    caller: 'admin',
    body: z.object({ GroupId: z.string(), Member_Account: userId, UnreadMsgNum: uint32 }),
    reply: z.object({}),
    errors: ['GroupIdNotValid', 'GroupNotFound', 'GroupNotPermitted'],
  }),
  group_msg_receipt: command({
    summary: 'Confirms that the caller has read messages that asked for it.',
    source: 'client-sdk.md',
    caller: 'user',
    body: z.object({ GroupId: z.string(), MsgSeqList: messageNumbers(receiptsAtOnce) }),
    reply: z.object({}),
    errors: ['GroupIdNotValid', 'GroupNotFound', 'GroupNotPermitted', 'GroupTooLargeForReceipts'],
  }),
  get_group_msg_receipt: command({
    summary: 'Tells how many members have read messages that asked for it, and how many have not.',
    source: 'group-commands.md 3.9',
    caller: 'user',
    body: z.object({ GroupId: z.string(), MsgSeqList: messageNumbers(receiptsAtOnce) }),
    reply: z.object({
      /** Code 0, or 10062 for a message that asked for no receipt. */
      GroupMsgReceiptList: z.array(
        z.object({ Code: z.int(), MsgSeq: z.int(), ReadNum: z.int(), UnreadNum: z.int() }),
      ),
    }),
    errors: ['GroupIdNotValid', 'GroupNotFound', 'GroupNotPermitted', 'GroupTooLargeForReceipts'],
  }),
  get_group_msg_receipt_detail: command({
    summary: 'Lists the members who have read a message that asked for it, or who have not.',
    source: 'group-commands.md 3.10',
    caller: 'user',
    body: detailBody,
    reply: z.object({
      MsgSeq: z.int(),
      /** For the next call. */
      Cursor: z.string(),
      /** 1: there are no more. */
      IsFinish: flag,
      ReadList: z.array(z.object({ Read_Account: z.string() })).optional(),
      UnreadList: z.array(z.object({ Unread_Account: z.string() })).optional(),
    }),
    errors: [
      'GroupIdNotValid',
      'GroupNotFound',
      'GroupNotPermitted',
      'GroupTooLargeForReceipts',
      'GroupMessageWithoutReceipt',
    ],
  }),
} as const;
