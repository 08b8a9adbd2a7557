import type { GroupType, MemberRole } from '../../protocol/group-words.ts';

/** What somebody may be in a group: an application's administrator, a member by role, or nobody. */
export type Standing = 'App' | MemberRole | 'NotMember';

/** What only some may do. */
export type GroupOperation =
  | 'changeProfile'
  | 'seeMembers'
  | 'dissolve'
  | 'apply'
  | 'decide'
  | 'invite'
  | 'leave'
  | 'setAdmins'
  | 'remove'
  | 'mute'
  | 'pin'
  | 'handOver'
  | 'changeMember'
  | 'recallOthers'
  | 'manageTopics'
  | 'managePermissionGroups'
  | 'managePermissionMembers'
  | 'manageTopicPermissions';

type Letters = string;

/** Standings by letter: P an application's administrator, O owner, A group administrator, M member, N not a member. */
const letters: Readonly<Record<Standing, string>> = {
  App: 'P',
  Owner: 'O',
  Admin: 'A',
  Member: 'M',
  NotMember: 'N',
};

const row = (
  Private: Letters,
  Public: Letters,
  ChatRoom: Letters,
  AVChatRoom: Letters,
  Community: Letters,
): Readonly<Record<GroupType, Letters>> => ({ Private, Public, ChatRoom, AVChatRoom, Community });

/**
 * Who may do what in which type, in the order Work, Public, Meeting, AVChatRoom, Community. `invite` is bound by the group's
 * invite option too; `remove`, `mute` and `changeMember` reach members of a lower role only. Where
 * rights in a community go by permission groups, those decide who counts as an administrator (`standingFor`).
 */
const rights: Readonly<Record<GroupOperation, Readonly<Record<GroupType, Letters>>>> = {
  changeProfile: row('POM', 'POA', 'PO', 'PO', 'POA'),
  seeMembers: row('POM', 'POAM', 'POAM', '', 'POAM'),
  dissolve: row('P', 'PO', 'PO', 'PO', 'PO'),
  apply: row('', 'N', 'N', 'N', 'N'),
  decide: row('', 'POA', 'POA', '', 'POA'),
  invite: row('POM', 'POAM', 'POAM', '', 'POAM'),
  leave: row('OM', 'AM', 'AM', 'AM', 'AM'),
  setAdmins: row('', 'PO', 'PO', 'PO', 'PO'),
  remove: row('PO', 'POA', 'POA', '', 'POA'),
  mute: row('', 'POA', 'POA', 'POA', 'POA'),
  pin: row('POM', 'POA', 'POA', '', 'POA'),
  handOver: row('PO', 'PO', 'PO', '', 'PO'),
  changeMember: row('PO', 'POA', 'POA', '', 'POA'),
  recallOthers: row('PO', 'POA', 'POA', 'POA', 'POA'),
  manageTopics: row('', '', '', '', 'POA'),
  managePermissionGroups: row('', '', '', '', 'POA'),
  managePermissionMembers: row('', '', '', '', 'POA'),
  manageTopicPermissions: row('', '', '', '', 'POA'),
};

/** Whether somebody may do something in a group of that type. */
export const may = (operation: GroupOperation, type: GroupType, standing: Standing): boolean =>
  rights[operation][type].includes(letters[standing]);

const words: Readonly<Record<string, string>> = {
  P: 'administrators of the application',
  O: 'the owner',
  A: 'administrators of the group',
  M: 'members',
  N: 'accounts that are not in it',
};

/** Who may do something in a group of that type, for whom it is refused to. */
export const whoMay = (operation: GroupOperation, type: GroupType): string => {
  const who = [...rights[operation][type]].map(letter => words[letter]);
  const only = who.length > 1 ? `${who.slice(0, -1).join(', ')} and ${who.at(-1)}` : who[0];
  return only
    ? `in a group of the type ${type} only ${only} may do this`
    : `not in a group of the type ${type}`;
};

const rank: Readonly<Record<Standing, number>> = { App: 3, Owner: 2, Admin: 1, Member: 0, NotMember: 0 };

/** Whether somebody of one standing may remove or mute somebody of another. */
export const outranks = (one: Standing, other: Standing): boolean => rank[one] > rank[other];
