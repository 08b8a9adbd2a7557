import type { ApplicationSettings } from '../../protocol/application-settings.ts';
import type { GroupType, JoinOption, MemberRole, MessageFlag } from '../../protocol/group-words.ts';

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
