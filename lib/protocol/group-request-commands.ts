import * as z from 'zod';
import { command } from './command.ts';
import { groupId, namesGroup } from './group-schemas.ts';
import { groupType } from './group-words.ts';
import { uint32, userId } from './ids.ts';

const decision = {
  GroupId: groupId,
  HandleMsg: z.enum(['Agree', 'Reject']),
  ApprovalMsg: z.string().optional(),
};

const decisionErrors = [
  ...namesGroup,
  'GroupNotPermitted',
  'GroupFull',
  'TooManyGroupsOfAccount',
  'GroupRequestHandled',
] as const;

/** Commands of clients that come and go (contract: client-wire.md 5). */
export const groupRequestCommands = {
  apply_join_group: command({
    summary: 'Joins a group, or asks to be let in.',
    source: 'client-wire.md 5; groups.md 7',
    caller: 'user',
    body: z.object({
      GroupId: groupId,
      ApplyMsg: z.string().max(300).optional(),
      UserDefinedField: z.string().optional(),
      HugeGroupHistoryMsgFlag: uint32.optional(),
    }),
    reply: z.looseObject({ JoinedStatus: z.enum(['JoinedSuccess', 'WaitAdminApproval']) }),
    errors: [...namesGroup, 'GroupNotPermitted', 'AlreadyGroupMember', 'GroupFull', 'TooManyGroupsOfAccount'],
  }),

  quit_group: command({
    summary: 'Leaves a group.',
    source: 'client-wire.md 5; groups.md 7',
    caller: 'user',
    body: z.object({ GroupId: groupId }),
    reply: z.object({}),
    errors: [...namesGroup, 'GroupNotPermitted', 'OwnerMayNotLeave'],
  }),

  get_pendency: command({
    summary: 'Lists who waits for the consent of the caller to come into its groups.',
    source: 'client-wire.md 5; groups.md 9',
    caller: 'user',
    body: z.object({
      Handle_Account: userId.optional(),
      /** Milliseconds since 1970; requests up to it. */
      StartTime: z.int().min(0).optional(),
      Limit: z.int().min(1).max(100).optional(),
      Type: groupType.optional(),
    }),
    reply: z.object({
      PendencyList: z.array(z.looseObject({ From_Account: z.string(), GroupId: z.string() })),
      /** 0: no further page. */
      NextStartTime: z.int(),
      UnreadCount: z.int(),
    }),
    errors: ['GroupParameterNotValid', 'GroupNotPermitted'],
  }),

  handle_apply_join_group: command({
    summary: 'Lets in who asked, or refuses.',
    source: 'client-wire.md 5; groups.md 11.3',
    caller: 'user',
    body: z.object({ ...decision, Applicant_Account: userId }),
    reply: z.object({}),
    errors: decisionErrors,
  }),

  handle_invite_join_group: command({
    summary: 'Comes into a group that one is invited to, or declines.',
    source: 'groups.md 11.3, 14',
    caller: 'user',
    body: z.object({
      ...decision,
      /** As clients name it; it is known from the invitation. */
      Inviter_Account: userId.optional(),
      /** For whom an administrator answers. */
      Invited_Account: userId.optional(),
    }),
    reply: z.object({}),
    errors: decisionErrors,
  }),

  handle_invite_join_permission_group: command({
    summary: 'Lets in whom a member invited, or refuses.',
    source: 'client-wire.md 5; groups.md 11.3',
    caller: 'user',
    body: z.object({ ...decision, Applicant_Account: userId, Invited_Account: userId }),
    reply: z.object({}),
    errors: decisionErrors,
  }),
} as const;
