import * as z from 'zod';
import { command, failsWith } from './command.ts';
import { groupId, memberInfo, namesGroup, permissionMask } from './group-schemas.ts';
import { userId } from './ids.ts';

/** Longest lists in one call; of topics and groups as published, of members to add and to remove too. */
const most = { groups: 20, topics: 50, members: 100, listed: 50 } as const;

/** Of one thing of several: 0, or why not. */
const result = { ErrorCode: z.int(), ErrorInfo: z.string() };

const namesPermissionGroup = { GroupId: groupId, PermissionGroupId: z.string() };

/** What may be wrong with every command: communities are off, or the caller may not. */
const everyPermission = [...namesGroup, 'GroupNotPermitted', 'CommunityOff'] as const;
const onePermission = [...everyPermission, 'PermissionGroupNotFound'] as const;

const permissionGroup = z.object({
  ...result,
  PermissionGroupId: z.string(),
  PermissionGroupName: z.string().optional(),
  Permission: permissionMask.optional(),
  CustomString: z.string().optional(),
  MemberCount: z.int().optional(),
});
/** A permission group in a list; of one that there is not only why. */
export type PermissionGroupEntry = z.output<typeof permissionGroup>;

const topicPermissions = z
  .array(z.object({ TopicId: z.string(), Permission: permissionMask }))
  .min(1)
  .max(most.topics);
const topicIds = z.array(z.string()).min(1).max(most.topics);
const topicResult = z.object({ TopicId: z.string(), ...result, Permission: permissionMask.optional() });
const topicReply = z.object({ TopicPermissionResultList: z.array(topicResult) });

const members = z
  .array(z.object({ Member_Account: userId }))
  .min(1)
  .refine(({ length }) => length <= most.members, failsWith('TooManyGroupAccounts'));
/** 0, or the code of the error. */
const memberReply = z.object({
  MemberList: z.array(z.object({ Member_Account: z.string(), Result: z.int() })),
});

/** Commands about permission groups of communities (contract: group-commands.md 9, groups.md 13). */
export const permissionGroupCommands = {
  create_permission_group: command({
    summary: 'Makes a permission group in a community: a set of rights for those who are put into it.',
    source: 'group-commands.md 9',
    caller: 'user',
    body: z.object({
      GroupId: groupId,
      PermissionGroupName: z.string(),
      PermissionGroupId: z.string().optional(),
      /** Bits of rights in the whole community (contract: groups.md 13). */
      Permission: permissionMask.default(0),
      CustomString: z.string().optional(),
    }),
    reply: z.object({ PermissionGroupId: z.string() }),
    errors: [...everyPermission, 'GroupIdTaken', 'TooManyGroupsOfAccount'],
  }),

  modify_permission_group: command({
    summary: 'Changes the name, the rights in the whole community or the own text of a permission group.',
    source: 'group-commands.md 9',
    caller: 'user',
    body: z.object({
      ...namesPermissionGroup,
      PermissionGroupName: z.string().optional(),
      Permission: permissionMask.optional(),
      CustomString: z.string().optional(),
    }),
    reply: z.object({}),
    errors: [...onePermission],
  }),

  get_permission_group: command({
    summary: 'Reads the permission groups of a community, by their ids or page by page.',
    source: 'group-commands.md 9',
    caller: 'user',
    body: z.object({
      GroupId: groupId,
      PermissionGroupIdList: z.array(z.string()).max(most.groups).optional(),
      Limit: z.int().min(1).max(most.groups).default(most.groups),
      /** "" first, then the `Next` of the last answer. */
      Next: z.string().optional(),
    }),
    /** `Next` "": no further page. */
    reply: z.object({ PermissionGroupInfoList: z.array(permissionGroup), Next: z.string() }),
    errors: [...everyPermission],
  }),

  get_joined_permission_group: command({
    summary: 'Reads the permission groups that a member of a community is in.',
    source: 'group-commands.md 9 (name and fields are our own)',
    caller: 'user',
    body: z.object({ GroupId: groupId, Member_Account: userId.optional() }),
    reply: z.object({ PermissionGroupInfoList: z.array(permissionGroup) }),
    errors: [...everyPermission],
  }),

  destroy_permission_group: command({
    summary: 'Deletes permission groups; their members lose at once what they had by them.',
    source: 'group-commands.md 9',
    caller: 'user',
    body: z.object({
      GroupId: groupId,
      PermissionGroupIdList: z.array(z.string()).min(1).max(most.groups),
    }),
    reply: z.object({
      /** 0, or 110008 for one that there is not. */
      PermissionGroupResultList: z.array(z.object({ PermissionGroupId: z.string(), ...result })),
    }),
    errors: [...everyPermission],
  }),

  add_permission_group_member: command({
    summary: 'Puts members of a community into a permission group.',
    source: 'group-commands.md 9',
    caller: 'user',
    body: z.object({ ...namesPermissionGroup, MemberList: members }),
    reply: memberReply,
    errors: [...onePermission, 'TooManyGroupAccounts'],
  }),

  delete_permission_group_member: command({
    summary: 'Takes members out of a permission group; who is not in it is passed over.',
    source: 'group-commands.md 9',
    caller: 'user',
    body: z.object({ ...namesPermissionGroup, MemberList: members }),
    reply: memberReply,
    errors: [...onePermission, 'TooManyGroupAccounts'],
  }),

  get_permission_group_member_list: command({
    summary: 'Pages through the members of a permission group.',
    source: 'group-commands.md 9',
    caller: 'user',
    body: z.object({
      ...namesPermissionGroup,
      Limit: z.int().min(1).max(most.listed).default(most.listed),
      Next: z.string().optional(),
    }),
    reply: z.object({ MemberList: z.array(memberInfo), Next: z.string() }),
    errors: [...onePermission],
  }),

  add_topic_permission_group: command({
    summary: 'Gives a permission group rights in topics that it has none in.',
    source: 'group-commands.md 9',
    caller: 'user',
    body: z.object({ ...namesPermissionGroup, TopicPermissionList: topicPermissions }),
    reply: topicReply,
    errors: [...onePermission],
  }),

  set_topic_permission_group: command({
    summary: 'Changes the rights that a permission group has in topics.',
    source: 'group-commands.md 9',
    caller: 'user',
    body: z.object({ ...namesPermissionGroup, TopicPermissionList: topicPermissions }),
    reply: topicReply,
    errors: [...onePermission],
  }),

  delete_topic_permission_group: command({
    summary: 'Takes the rights in topics away from a permission group.',
    source: 'group-commands.md 9',
    caller: 'user',
    body: z.object({ ...namesPermissionGroup, TopicIdList: topicIds }),
    reply: topicReply,
    errors: [...onePermission],
  }),

  get_topic_permission_group: command({
    summary: 'Reads the rights that a permission group has in topics; none named: in all.',
    source: 'group-commands.md 9',
    caller: 'user',
    body: z.object({ ...namesPermissionGroup, TopicIdList: z.array(z.string()).max(200).optional() }),
    reply: topicReply,
    errors: [...onePermission],
  }),
} as const;
