import * as z from 'zod';
import { command, failsWith } from './command.ts';
import { groupMessageBody } from './elements.ts';
import { flag, uint32, userId } from './ids.ts';
import { offlinePushInfo } from './send-body.ts';

/** Contract: groups.md 9. */
const maximumMentions = 30;
const maximumDirected = 50;

/** Whom a message names: everybody, or an account. */
const mention = z
  .object({ GroupAtAllFlag: flag, GroupAt_Account: z.string().optional() })
  .refine(({ GroupAtAllFlag, GroupAt_Account }) => GroupAtAllFlag === 1 || Boolean(GroupAt_Account), {
    message: 'GroupAt_Account is needed',
  });

/** A message to send to a group (contract: group-commands.md 3.1); clients send further members, which are ignored. */
const sendBody = z.object({
  GroupId: z.string(),
  Random: uint32,
  MsgBody: groupMessageBody,
  From_Account: userId.optional(),
  MsgPriority: z.enum(['High', 'Normal', 'Low', 'Lowest']).default('Normal'),
  OnlineOnlyFlag: flag.optional(),
  /** As old clients write it. */
  MsgOnlineOnlyFlag: flag.optional(),
  SendMsgControl: z.array(z.string()).optional(),
  ForbidCallbackControl: z.array(z.string()).optional(),
  GroupAtInfo: z
    .array(mention)
    .refine(list => list.length <= maximumMentions, failsWith('TooManyMentions'))
    .optional(),
  To_Account: z.array(userId).max(maximumDirected).optional(),
  CloudCustomData: z.string().optional(),
  SupportMessageExtension: flag.optional(),
  OfflinePushInfo: offlinePushInfo.optional(),
  NeedReadReceipt: flag.optional(),
  MsgClientTime: uint32.optional(),
  TopicId: z.string().optional(),
});
export type GroupSendBody = z.infer<typeof sendBody>;

/** Errors of every command that names a group, or a topic, of which there are none. */
export const namesGroup = ['GroupIdNotValid', 'GroupNotFound', 'CommunityOff'] as const;

/** Numbers of messages. */
export const messageNumbers = (most: number) =>
  z
    .array(z.object({ MsgSeq: z.int().min(1) }))
    .min(1)
    .max(most);

/** Contract: group-commands.md 3.5, 4.2. */
const recalledAtOnce = 10;
const importedAtOnce = 7;
const deletedAtOnce = 50;

/** A message that is brought from elsewhere. */
const importedMessage = z.object({
  From_Account: userId,
  SendTime: uint32,
  Random: uint32.optional(),
  MsgBody: groupMessageBody,
  CloudCustomData: z.string().optional(),
});
export type ImportedGroupMessage = z.infer<typeof importedMessage>;

/** Commands that write messages of groups, change them and take them back (contract: group-commands.md 3, 4.2). */
export const groupMessageCommands = {
  send_group_msg: command({
    summary: 'Sends a message to a group.',
    source: 'group-commands.md 3.1',
    caller: 'user',
    body: sendBody,
    reply: z.object({
      MsgTime: z.int(),
      /** The number of the message; 0 when it got none, being for those who are connected now. */
      MsgSeq: z.int(),
      /** The message was not delivered: more important ones had filled the group's rate. */
      MsgDropReason: z.literal('MsgFreqCtrl').optional(),
    }),
    errors: [
      ...namesGroup,
      'GroupNotPermitted',
      'GroupOperatorNotValid',
      'GroupParameterNotValid',
      'GroupSenderMuted',
      'GroupMessageTooLong',
      'GroupTooLargeForReceipts',
      'TooManyMentions',
    ],
  }),
  group_msg_recall: command({
    summary: 'Recalls messages of a group.',
    source: 'group-commands.md 3.5',
    caller: 'user',
    body: z.object({
      GroupId: z.string(),
      MsgSeqList: messageNumbers(recalledAtOnce),
      Reason: z.string().max(1000).optional(),
      TopicId: z.string().optional(),
    }),
    reply: z.object({
      /** 0, or why this one was not recalled: 10030 none such, 10031 too late, 10032 not by this caller. */
      RecallRetList: z.array(z.object({ MsgSeq: z.int(), RetCode: z.int() })),
    }),
    errors: [...namesGroup, 'GroupNotPermitted', 'GroupTypeWithoutRecall', 'GroupRecallOff'],
  }),
  delete_group_msg_by_sender: command({
    summary: 'Takes the messages of one sender out of the last 1,000 of a group; clients are not told.',
    source: 'group-commands.md 3.6',
    caller: 'admin',
    body: z.object({ GroupId: z.string(), Sender_Account: userId, TopicId: z.string().optional() }),
    reply: z.object({}),
    errors: [...namesGroup],
  }),
  delete_group_ramble_msg_by_seq: command({
    summary: 'Deletes messages of a group for one member; the others still see them.',
    source: 'client-sdk.md',
    caller: 'user',
    body: z.object({
      GroupId: z.string(),
      Deleter_Account: userId.optional(),
      /** Numbers of messages, which published clients write as texts. */
      Seqs: z
        .array(z.coerce.number().int().min(1))
        .min(1)
        .refine(list => list.length <= deletedAtOnce, failsWith('GroupDeletionTooWide')),
      TopicId: z.string().optional(),
    }),
    reply: z.object({}),
    errors: [
      ...namesGroup,
      'GroupNotPermitted',
      'GroupTypeWithoutDeletion',
      'GroupDeletionTooWide',
      'GroupMessagesNotFound',
    ],
  }),
  import_group_msg: command({
    summary: 'Puts messages from elsewhere into a group, in the order of their times; nobody is told.',
    source: 'group-commands.md 4.2',
    caller: 'admin',
    body: z.object({
      GroupId: z.string(),
      RecentContactFlag: flag.optional(),
      TopicId: z.string().optional(),
      MsgList: z.array(importedMessage).min(1).max(importedAtOnce),
    }),
    reply: z.object({
      /** Result 0, or 10004 for a time that is not after the group and the last message and before now, 80002 too long. */
      ImportMsgResult: z.array(z.object({ MsgSeq: z.int(), MsgTime: z.int(), Result: z.int() })),
    }),
    errors: [...namesGroup, 'GroupNotPermitted', 'GroupAccountNotFound'],
  }),
} as const;
