import * as z from 'zod';
import { command, failsWith } from './command.ts';
import { groupMessageBody } from './elements.ts';
import { groupId } from './group-schemas.ts';
import { byteLength, uint32, userId } from './ids.ts';

/** Contract: group-commands.md 3.2, 7.7. */
const toldAtOnce = 500;
const bannedAtOnce = 20;
const longestReason = 1000;

const namesGroup = ['GroupIdNotValid', 'GroupNotFound', 'GroupNotPermitted'] as const;
const fewMembers = {
  Members_Account: z
    .array(userId)
    .min(1)
    .refine(({ length }) => length <= bannedAtOnce, failsWith('TooManyGroupAccounts')),
};

/** Commands about live rooms that the service of groups answers, and notices (contract: group-commands.md 3.2, 3.3, 7). */
export const roomCommands = {
  get_online_member_num: command({
    summary: 'Tells how many accounts and guests are in a live room.',
    source: 'group-commands.md 7.1',
    caller: 'user',
    body: z.object({ GroupId: groupId }),
    reply: z.object({ OnlineMemberNum: z.int() }),
    errors: [...namesGroup],
  }),
  send_group_system_notification: command({
    summary:
      'Tells the members of a group who are connected something of the application, which is not kept.',
    source: 'group-commands.md 3.2',
    caller: 'admin',
    body: z.object({
      GroupId: groupId,
      Content: z.string(),
      ToMembers_Account: z.array(userId).max(toldAtOnce).optional(),
      TopicId: z.string().optional(),
    }),
    reply: z.object({}),
    errors: [...namesGroup, 'CommunityOff'],
  }),
  send_broadcast_msg: command({
    summary: 'Says something in every live room of the application.',
    source: 'group-commands.md 3.3',
    caller: 'admin',
    body: z.object({
      From_Account: userId.optional(),
      Random: uint32,
      MsgBody: groupMessageBody,
      CloudCustomData: z.string().optional(),
    }),
    reply: z.object({ MsgSeq: z.int() }),
    errors: ['GroupMessageRateExceeded', 'GroupOperatorNotValid', 'GroupMessageTooLong'],
  }),
  ban_group_member: command({
    summary: 'Puts accounts out of a live room and keeps them out for a while.',
    source: 'group-commands.md 7.7',
    caller: 'user',
    body: z.object({
      GroupId: groupId,
      ...fewMembers,
      Duration: uint32.min(1),
      Description: z
        .string()
        .refine(text => byteLength(text) <= longestReason)
        .optional(),
    }),
    reply: z.object({}),
    errors: [...namesGroup, 'TooManyGroupAccounts'],
  }),
  unban_group_member: command({
    summary: 'Lets accounts into a live room again.',
    source: 'group-commands.md 7.7',
    caller: 'user',
    body: z.object({ GroupId: groupId, ...fewMembers }),
    reply: z.object({}),
    errors: [...namesGroup, 'TooManyGroupAccounts'],
  }),
  get_group_ban_member: command({
    summary: 'Lists who is kept out of a live room.',
    source: 'group-commands.md 7.7',
    caller: 'user',
    body: z.object({
      GroupId: groupId,
      Limit: z.int().min(1).max(100).default(100),
      Offset: uint32.default(0),
    }),
    reply: z.object({
      BannedAccountList: z.array(z.object({ Member_Account: z.string(), BannedUntil: z.int() })),
      NextOffset: z.int(),
    }),
    errors: [...namesGroup],
  }),
};
