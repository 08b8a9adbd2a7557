import * as z from 'zod';
import { command, failsWith } from './command.ts';
import {
  fieldList,
  groupFilter,
  groupId,
  groupResult,
  groupTexts,
  muteAllFields,
  namesGroup,
  newGroup,
  permissionFields,
} from './group-schemas.ts';
import { groupTypeFilter } from './group-words.ts';
import { uint32, userId } from './ids.ts';

/** Contract: group-commands.md 1.2. */
const maximumInitialMembers = 100;
/** Contract: group-commands.md 1.3. */
const maximumGroups = 50;

const groupIds = z.array(z.string()).min(1).max(maximumGroups);
const reply = z.object({});

/** Commands about groups as a whole (contract: group-commands.md 1). */
export const groupProfileCommands = {
  get_appid_group_list: command({
    summary: 'Pages through the ids of all groups.',
    source: 'group-commands.md 1.1',
    caller: 'admin',
    callsPerSecond: 1,
    tooOften: 'GroupsTooFast',
    body: z.object({
      Limit: z.int().min(1).max(10_000).default(10_000),
      Next: z.int().min(0).default(0),
      GroupType: groupTypeFilter.optional(),
      /** As some libraries write it. */
      Type: groupTypeFilter.optional(),
    }),
    reply: z.object({
      TotalCount: z.int(),
      GroupIdList: z.array(z.object({ GroupId: z.string() })),
      /** 0: no further page. */
      Next: z.int(),
    }),
    errors: ['GroupParameterNotValid', 'GroupNotPermitted', 'GroupsTooFast'],
  }),

  create_group: command({
    summary: 'Makes a group.',
    source: 'group-commands.md 1.2',
    caller: 'user',
    body: z.object({
      ...newGroup,
      MemberList: z
        .array(
          z.object({
            Member_Account: userId,
            Role: z.literal('Admin').optional(),
            AppMemberDefinedData: fieldList.optional(),
          }),
        )
        .refine(({ length }) => length <= maximumInitialMembers, failsWith('TooManyGroupAccounts'))
        .optional(),
    }),
    reply: z.object({ GroupId: z.string(), Type: z.string(), HugeGroupFlag: z.int() }),
    errors: [
      'GroupParameterNotValid',
      'TooManyGroupAccounts',
      'GroupsTooFast',
      'GroupNotPermitted',
      'GroupIdNotValid',
      'GroupAccountNotFound',
      'GroupIdTaken',
      'GroupIdTakenByCaller',
      'TooManyLiveRooms',
      'TooManyGroupsOfAccount',
      'TooManyGroupMembers',
      'TooManyGroups',
      'CommunityOff',
    ],
  }),

  get_group_info: command({
    summary: 'Reads up to 50 groups with their members.',
    source: 'group-commands.md 1.3',
    caller: 'user',
    body: z.object({ GroupIdList: groupIds, ResponseFilter: groupFilter }),
    reply: z.object({ GroupInfo: z.array(groupResult) }),
    errors: ['GroupParameterNotValid', 'GroupAnswerTooLarge'],
  }),

  get_group_self_member_info: command({
    summary: 'Reads up to 50 groups and what the caller is in each.',
    source: 'client-wire.md 5',
    caller: 'user',
    body: z.object({ GroupIdList: groupIds, ResponseFilter: groupFilter }),
    reply: z.object({ GroupInfo: z.array(groupResult) }),
    errors: ['GroupParameterNotValid'],
  }),

  get_group_public_info: command({
    summary: 'Reads what anybody may know of up to 50 groups that can be found by their ids.',
    source: 'client-wire.md 5',
    caller: 'user',
    body: z.object({
      GroupIdList: groupIds,
      ResponseFilter: z.object({ GroupBasePublicInfoFilter: z.array(z.string()).optional() }).optional(),
    }),
    reply: z.object({ GroupInfo: z.array(groupResult) }),
    errors: ['GroupParameterNotValid'],
  }),

  modify_group_base_info: command({
    summary: 'Changes the profile of a group.',
    source: 'group-commands.md 1.4',
    caller: 'user',
    body: z.object({
      GroupId: groupId,
      Name: z.string().optional(),
      MaxMemberNum: uint32.optional(),
      From_Account: userId.optional(),
      ...groupTexts,
      ...muteAllFields,
      ...permissionFields,
    }),
    reply,
    errors: [...namesGroup, 'GroupNotPermitted'],
  }),

  destroy_group: command({
    summary: 'Dissolves a group for good.',
    source: 'group-commands.md 1.5',
    caller: 'user',
    body: z.object({ GroupId: groupId }),
    reply,
    errors: [...namesGroup, 'GroupNotPermitted'],
  }),

  change_group_owner: command({
    summary: 'Makes a member the owner of a group.',
    source: 'group-commands.md 1.6',
    caller: 'user',
    body: z.object({ GroupId: groupId, NewOwner_Account: userId }),
    reply,
    errors: [...namesGroup, 'GroupNotPermitted'],
  }),

  get_joined_group_list: command({
    summary: 'Lists the groups that an account has joined.',
    source: 'group-commands.md 1.7',
    caller: 'user',
    body: z.object({
      Member_Account: userId,
      WithHugeGroups: uint32.optional(),
      WithNoActiveGroups: uint32.optional(),
      Limit: z.int().min(0).max(5000).optional(),
      Offset: uint32.optional(),
      GroupType: groupTypeFilter.optional(),
      /** As some libraries write it. */
      Type: groupTypeFilter.optional(),
      ResponseFilter: z
        .looseObject({
          GroupBaseInfoFilter: z.array(z.string()).optional(),
          SelfInfoFilter: z.array(z.string()).optional(),
        })
        .optional(),
      SupportTopic: uint32.optional(),
      NeedAppDefineData: uint32.optional(),
    }),
    reply: z.object({
      TotalCount: z.int(),
      GroupIdList: z.array(z.looseObject({ GroupId: z.string() })),
    }),
    errors: ['GroupParameterNotValid', 'GroupNotPermitted'],
  }),
} as const;
