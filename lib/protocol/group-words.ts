import * as z from 'zod';

/** Types of groups, as answers name them (contract: groups.md 1). */
export const groupTypes = ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'] as const;
export type GroupType = (typeof groupTypes)[number];

const newNames: Readonly<Record<string, GroupType>> = { Work: 'Private', Meeting: 'ChatRoom' };

/** The type of a group in a body: old and new names mean the same. */
export const groupType = z
  .enum([...groupTypes, 'Work', 'Meeting'])
  .transform(name => newNames[name] ?? (name as GroupType));

/** The same in a filter, where callers still name a type of which there are no groups any more. */
export const groupTypeFilter = z.union([groupType, z.literal('BChatRoom')]);

/** Who may come in by asking, and by invitation (contract: groups.md 3). */
export type JoinOption = 'FreeAccess' | 'NeedPermission' | 'DisableApply' | 'DisableInvite';

/** Roles in a group (contract: groups.md 4). */
export const memberRoles = ['Owner', 'Admin', 'Member'] as const;
export type MemberRole = (typeof memberRoles)[number];

/** How a member is told of messages (contract: groups.md 4). */
export const messageFlags = [
  'AcceptAndNotify',
  'AcceptNotNotify',
  'Discard',
  'AcceptNotNotifyExceptAt',
] as const;
export type MessageFlag = (typeof messageFlags)[number];
