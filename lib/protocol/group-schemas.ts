import * as z from 'zod';
import { groupType } from './group-words.ts';
import { flag, type GroupId, uint32, userId } from './ids.ts';

/** The id of a group in a body. Whether it can be one at all has an error of its own, so it is looked at later. */
export const groupId = z
  .string()
  .min(1)
  .transform(id => id as GroupId);

/** Fields of an application's own. */
export const fieldList = z.array(z.object({ Key: z.string(), Value: z.string() }));

const onOff = z.enum(['On', 'Off']);
const joinOption = z.enum(['FreeAccess', 'NeedPermission', 'DisableApply']);
const inviteOption = z.enum(['FreeAccess', 'NeedPermission', 'DisableInvite']);

/** Empty texts mean that nothing is given, in creations by some clients. */
const optionalId = z
  .string()
  .optional()
  .transform(id => id || undefined);

/** What can be said of a group when it is made and when it is changed. Lengths are settings. */
export const groupTexts = {
  Introduction: z.string().optional(),
  Notification: z.string().optional(),
  FaceUrl: z.string().optional(),
  ApplyJoinOption: joinOption.optional(),
  InviteJoinOption: inviteOption.optional(),
  AppDefinedData: fieldList.optional(),
};

/** Rights in bits (contract: groups.md 13). What JSON numbers keep exactly is enough for all there are. */
export const permissionMask = z.int().min(0);

/** Whether rights in a community go by permission groups, and what every member may there. */
export const permissionFields = {
  EnablePermissionGroup: flag.optional(),
  DefaultPermissions: permissionMask.optional(),
};

/** What a new group is made of, by creation and by import (contract: group-commands.md 1.2, 4.1). */
export const newGroup = {
  Type: groupType,
  Name: z.string(),
  Owner_Account: userId.optional(),
  GroupId: optionalId,
  MaxMemberCount: uint32.optional(),
  SupportTopic: uint32.optional(),
  ...groupTexts,
  ...permissionFields,
};

/** Mute-all has two names (contract: groups.md 15). */
export const muteAllFields = { MuteAllMember: onOff.optional(), ShutUpAllMember: onOff.optional() };

/** How long somebody is muted, under both names. */
export const muteTimeFields = { MuteTime: uint32.optional(), ShutUpTime: uint32.optional() };

export const messageFlag = z.enum([
  'AcceptAndNotify',
  'AcceptNotNotify',
  'Discard',
  'AcceptNotNotifyExceptAt',
]);

const names = z.array(z.string()).optional();

/** Which parts of groups a reply is to hold (contract: group-commands.md 1.3). */
export const groupFilter = z
  .object({
    GroupBaseInfoFilter: names,
    MemberInfoFilter: names,
    AppDefinedDataFilter_Group: names,
    AppDefinedDataFilter_GroupMember: names,
  })
  .optional();

/** Which parts of members a reply is to hold (contract: group-commands.md 2.1). */
export const memberFilters = {
  MemberInfoFilter: names,
  MemberRoleFilter: z.array(z.enum(['Owner', 'Admin', 'Member'])).optional(),
  AppDefinedDataFilter_GroupMember: names,
};

/** What happened to one group of several. */
export const groupResult = z.looseObject({
  GroupId: z.string(),
  ErrorCode: z.int(),
  ErrorInfo: z.string(),
});

export const memberInfo = z.looseObject({ Member_Account: z.string() });

/** 0 failed, 1 done, 2 was one already, 3 waits for somebody's consent. */
export const memberResult = z.object({
  Member_Account: z.string(),
  Result: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
});

/** Errors of every command that names a group. */
export const namesGroup = ['GroupParameterNotValid', 'GroupIdNotValid', 'GroupNotFound'] as const;
