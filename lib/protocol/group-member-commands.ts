import * as z from 'zod';
import { command, failsWith } from './command.ts';
import {
  fieldList,
  groupId,
  memberFilters,
  memberInfo,
  memberResult,
  messageFlag,
  muteTimeFields,
  namesGroup,
} from './group-schemas.ts';
import { uint32, userId } from './ids.ts';

/** Contract: group-commands.md 2. */
const most = { named: 50, added: 300, removed: 100, roles: 500, muted: 500 } as const;

const tooMany = (limit: number) => failsWith('TooManyGroupAccounts', `at most ${limit} accounts in one call`);

const atMost = (limit: number) => z.array(userId).refine(({ length }) => length <= limit, tooMany(limit));

const reply = z.object({});

const mutedBody = z.object({ GroupId: groupId, TopicId: z.string().optional() });
const mutedErrors = [...namesGroup, 'GroupNotPermitted', 'CommunityOff'] as const;

/** Commands about members (contract: group-commands.md 2). */
export const groupMemberCommands = {
  get_group_member_info: command({
    summary: 'Pages through the members of a group.',
    source: 'group-commands.md 2.1',
    caller: 'user',
    body: z.object({
      GroupId: groupId,
      Limit: z.int().min(0).max(6000).optional(),
      Offset: uint32.optional(),
      Next: z.string().optional(),
      ...memberFilters,
    }),
    reply: z.object({ MemberNum: z.int(), MemberList: z.array(memberInfo), Next: z.string().optional() }),
    errors: [...namesGroup, 'GroupNotPermitted', 'GroupAnswerTooLarge'],
  }),

  get_specified_group_member_info: command({
    summary: 'Reads up to 50 named members of a group.',
    source: 'group-commands.md 2.2',
    caller: 'user',
    body: z.object({ GroupId: groupId, Member_List_Account: atMost(most.named), ...memberFilters }),
    reply: z.object({ GroupId: z.string(), MemberList: z.array(memberInfo) }),
    errors: [...namesGroup, 'GroupNotPermitted', 'TooManyGroupAccounts'],
  }),

  add_group_member: command({
    summary: 'Puts up to 300 accounts into a group; for a client, an invitation.',
    source: 'group-commands.md 2.3',
    caller: 'user',
    body: z.object({
      GroupId: groupId,
      Silence: uint32.optional(),
      MemberList: z
        .array(z.object({ Member_Account: userId }))
        .min(1)
        .refine(({ length }) => length <= most.added, tooMany(most.added)),
    }),
    reply: z.object({ MemberList: z.array(memberResult) }),
    errors: [
      ...namesGroup,
      'GroupNotPermitted',
      'TooManyGroupAccounts',
      'GroupFull',
      'GroupAccountNotFound',
      'TooManyGroupsOfAccount',
    ],
  }),

  delete_group_member: command({
    summary: 'Removes up to 100 members from a group.',
    source: 'group-commands.md 2.4',
    caller: 'user',
    body: z.object({
      GroupId: groupId,
      MemberToDel_Account: atMost(most.removed).min(1),
      Silence: uint32.optional(),
      Reason: z.string().optional(),
    }),
    reply,
    errors: [...namesGroup, 'GroupNotPermitted', 'TooManyGroupAccounts'],
  }),

  modify_group_member_info: command({
    summary: 'Changes what a member is in a group.',
    source: 'group-commands.md 2.5',
    caller: 'user',
    body: z.object({
      GroupId: groupId,
      Member_Account: userId,
      Role: z.enum(['Admin', 'Member']).optional(),
      MsgFlag: messageFlag.optional(),
      NameCard: z.string().optional(),
      AppMemberDefinedData: fieldList.optional(),
      /** As some libraries write it. */
      ShutUpUntil: uint32.optional(),
      /** Then only mutes and the flag count, in that topic. */
      TopicId: z.string().optional(),
      ...muteTimeFields,
    }),
    reply,
    errors: [...namesGroup, 'GroupNotPermitted', 'CommunityOff'],
  }),

  get_role_in_group: command({
    summary: 'Tells what up to 500 accounts are in a group.',
    source: 'group-commands.md 2.6',
    caller: 'user',
    body: z.object({ GroupId: groupId, User_Account: atMost(most.roles) }),
    reply: z.object({
      UserIdList: z.array(
        z.object({
          Member_Account: z.string(),
          Role: z.enum(['Owner', 'Admin', 'Member', 'NotMember']),
        }),
      ),
    }),
    errors: [...namesGroup, 'GroupNotPermitted', 'TooManyGroupAccounts'],
  }),

  forbid_send_msg: command({
    summary: 'Mutes up to 500 accounts in a group for some seconds, or lets them speak again.',
    source: 'group-commands.md 2.7',
    caller: 'user',
    body: z
      .object({
        GroupId: groupId,
        Members_Account: atMost(most.muted),
        TopicId: z.string().optional(),
        ...muteTimeFields,
      })
      .refine(({ MuteTime, ShutUpTime }) => MuteTime !== undefined || ShutUpTime !== undefined, {
        message: 'MuteTime is needed',
      }),
    reply,
    errors: [...mutedErrors, 'TooManyGroupAccounts'],
  }),

  get_group_muted_account: command({
    summary: 'Lists who may not speak in a group.',
    source: 'group-commands.md 2.8',
    caller: 'user',
    body: mutedBody,
    reply: z.object({
      GroupId: z.string(),
      MutedAccountList: z.array(z.object({ Member_Account: z.string(), MutedUntil: z.int() })),
    }),
    errors: [...mutedErrors],
  }),

  get_group_shutted_uin: command({
    summary: 'get_group_muted_account under its old name, answered in the old spelling.',
    source: 'groups.md 15',
    caller: 'user',
    body: mutedBody,
    reply: z.object({
      GroupId: z.string(),
      ShuttedUinList: z.array(z.object({ Member_Account: z.string(), ShuttedUntil: z.int() })),
    }),
    errors: [...mutedErrors],
  }),
} as const;
