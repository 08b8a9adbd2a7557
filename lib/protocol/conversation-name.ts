import type { GroupId, UserId } from './ids.ts';

/** Longer than any UserID, so that the conversation of a group never has the name of an account. */
const groupMark = `GROUP${'#'.repeat(28)}`;

/** The name of the conversation with a group, where one with an account has the account's. */
export const groupConversation = (group: GroupId): UserId => `${groupMark}${group}` as UserId;

/** The group that a conversation is with; undefined when it is with an account. */
export const groupIn = (name: string): GroupId | undefined =>
  name.startsWith(groupMark) ? (name.slice(groupMark.length) as GroupId) : undefined;
