import { Fault } from '../../kernel/fault.ts';
import type { ApplicationSettings } from '../../protocol/application-settings.ts';
import type { ErrorName } from '../../protocol/errors.ts';
import {
  type GroupType,
  groupTypes,
  type JoinOption,
  type MemberRole,
  type MessageFlag,
} from '../../protocol/group-words.ts';

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

/** Whether a type is told of something: always, never, or as an application setting says. */
export type Told = 'stored' | 'sent' | 'off' | 'asMemberTips' | 'asOptionTips' | 'asMemberProfileTips';

/** What a type of group is like. */
export interface GroupTraits {
  readonly roles: readonly MemberRole[];
  /** The setting that bounds its members; none: nothing does, and they are not kept. */
  readonly members?: 'groupMembers' | 'communityMembers';
  /** Messages are kept. */
  readonly stored: boolean;
  /** Newcomers see earlier messages if the setting `historyForNewcomers` names the type. */
  readonly history: 'setting' | 'never';
  /** Who asks is let in at once, or as the group's join option says, or not at all. */
  readonly apply: 'free' | 'asOption' | 'never';
  readonly applyOption: JoinOption;
  /** Whether the option may be set. */
  readonly applyOptionFixed: boolean;
  readonly inviteOption: JoinOption;
  readonly told: {
    /** Who came and who left. */
    readonly members: Told;
    /** Name, notification, introduction, photo, owner. */
    readonly profile: Told;
    /** Mute-all. */
    readonly muteAll: Told;
    readonly applyOption: Told;
    /** Muted members, administrators. */
    readonly memberProfile: Told;
  };
  /** Seen by its owner only before its first message. */
  readonly activated: 'byMessage' | 'atOnce';
  readonly muting: boolean;
  readonly unread: boolean;
  readonly flag: MessageFlag;
  readonly imported: boolean;
  readonly foundById: boolean;
  /** Messages can be confirmed to be read, and carry key-value extensions. */
  readonly receipts: boolean;
  readonly topics: boolean;
}

const ordinary = {
  roles: ['Owner', 'Admin', 'Member'],
  members: 'groupMembers',
  stored: true,
  history: 'setting',
  apply: 'asOption',
  applyOption: 'NeedPermission',
  applyOptionFixed: false,
  inviteOption: 'DisableInvite',
  told: {
    members: 'asMemberTips',
    profile: 'stored',
    muteAll: 'asOptionTips',
    applyOption: 'asOptionTips',
    memberProfile: 'asMemberProfileTips',
  },
  activated: 'atOnce',
  muting: true,
  unread: true,
  flag: 'AcceptAndNotify',
  imported: true,
  foundById: true,
  receipts: true,
  topics: false,
} as const satisfies GroupTraits;

/** The table of the five types (contract: groups.md 7), but for who may do what. */
export const traits: Readonly<Record<GroupType, GroupTraits>> = {
  Private: {
    ...ordinary,
    roles: ['Owner', 'Member'],
    apply: 'never',
    applyOption: 'DisableApply',
    applyOptionFixed: true,
    inviteOption: 'FreeAccess',
    activated: 'byMessage',
    muting: false,
    foundById: false,
  },
  Public: ordinary,
  ChatRoom: {
    ...ordinary,
    apply: 'free',
    applyOption: 'FreeAccess',
    applyOptionFixed: true,
    unread: false,
    flag: 'AcceptNotNotify',
  },
  AVChatRoom: {
    roles: ['Owner', 'Admin', 'Member'],
    stored: false,
    history: 'never',
    apply: 'free',
    applyOption: 'FreeAccess',
    applyOptionFixed: true,
    inviteOption: 'DisableInvite',
    told: {
      members: 'sent',
      profile: 'sent',
      muteAll: 'off',
      applyOption: 'off',
      memberProfile: 'asMemberProfileTips',
    },
    activated: 'atOnce',
    muting: true,
    unread: false,
    flag: 'AcceptNotNotify',
    imported: false,
    foundById: true,
    receipts: false,
    topics: false,
  },
  Community: {
    ...ordinary,
    members: 'communityMembers',
    apply: 'free',
    applyOption: 'FreeAccess',
    applyOptionFixed: true,
    inviteOption: 'FreeAccess',
    told: { ...ordinary.told, applyOption: 'off' },
    receipts: false,
    topics: true,
  },
};

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

const denied = (fault: ErrorName, ...types: readonly GroupType[]): Partial<Record<GroupType, ErrorName>> =>
  Object.fromEntries(types.map(type => [type, fault]));

/** Types that lack something. */
const without = (trait: 'imported' | 'receipts' | 'topics'): readonly GroupType[] =>
  groupTypes.filter(type => !traits[type][trait]);

const onlyLive = denied('GroupNotPermitted', 'Private', 'Public', 'ChatRoom', 'Community');
const notLive = denied('GroupNotPermitted', 'AVChatRoom');
const notImported = denied('GroupNotPermitted', ...without('imported'));
const notConfirmed = denied('GroupNotPermitted', ...without('receipts'));

/** Commands that some types refuse, and with what (contract: groups.md 8). */
const refusals = {
  get_group_member_info: notLive,
  get_specified_group_member_info: notLive,
  add_group_member: notLive,
  delete_group_member: denied('GroupParameterNotValid', 'AVChatRoom'),
  modify_group_member_info: notLive,
  get_role_in_group: notLive,
  forbid_send_msg: denied('GroupNotPermitted', 'Private'),
  change_group_owner: notLive,
  group_msg_get_simple: denied('GroupTypeWithoutHistory', 'AVChatRoom'),
  modify_group_msg: notLive,
  import_group: notImported,
  import_group_msg: notImported,
  import_group_member: notImported,
  clear_group_attr: denied('GroupNotPermitted', 'Community'),
  group_counter: denied('GroupNotPermitted', 'Community'),
  group_msg_receipt: notConfirmed,
  group_message_extensions: notConfirmed,
  ban_group_member: onlyLive,
  avchatroom_get_members: onlyLive,
  modify_user_info: onlyLive,
  modify_admin: onlyLive,
  get_admin_list: onlyLive,
  robots: onlyLive,
  topics: denied('CommunityOff', ...without('topics')),
  permission_groups: denied('GroupNotPermitted', ...without('topics')),
} as const satisfies Record<string, Partial<Record<GroupType, ErrorName>>>;

/** A command, or a family of commands, that not every type takes. */
export type LimitedCommand = keyof typeof refusals;

/** The error that a type answers to a command; undefined: it takes it. */
export const refusalOf = (command: LimitedCommand, type: GroupType): ErrorName | undefined =>
  (refusals[command] as Partial<Record<GroupType, ErrorName>>)[type];

/** @throws Fault when the type does not take the command */
export const checkType = (command: LimitedCommand, type: GroupType): void => {
  const fault = refusalOf(command, type);
  // That one says it itself.
  if (fault === 'GroupTypeWithoutHistory') throw new Fault(fault);
  if (fault) throw new Fault(fault, `groups of the type ${type} do not have this`);
};

/** Whether a tip is stored, only sent, or not made at all. */
export const toldAs = (
  what: keyof GroupTraits['told'],
  type: GroupType,
  settings: ApplicationSettings,
): 'stored' | 'sent' | 'off' => {
  const told = traits[type].told[what];
  const kept = traits[type].stored ? 'stored' : 'sent';
  const on = (types: readonly GroupType[]) => (types.includes(type) ? kept : 'off');
  if (told === 'asMemberTips') return on(settings.memberTips);
  if (told === 'asOptionTips') return on(settings.optionTips);
  return told === 'asMemberProfileTips' ? on(settings.memberProfileTips) : told;
};

/** How many members a group of that type may have; undefined: any number. */
export const memberLimit = (type: GroupType, settings: ApplicationSettings): number | undefined => {
  const { members } = traits[type];
  return members && settings[members];
};

/** Whether an invited account is asked itself before it is in. */
export const asksInvited = (type: GroupType, { inviteConsent }: ApplicationSettings): boolean =>
  (inviteConsent as readonly GroupType[]).includes(type);

/** Whether a new member sees what was written before it came. */
export const newcomersSee = (type: GroupType, settings: ApplicationSettings): boolean =>
  traits[type].history === 'setting' && (settings.historyForNewcomers as readonly GroupType[]).includes(type);
