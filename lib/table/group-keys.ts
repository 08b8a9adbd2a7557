import type { Key } from '../kernel/ports.ts';
import type { GroupId, InstanceId, SdkAppId, UserId } from '../protocol/ids.ts';
import { digits, user } from './key-parts.ts';

/** One life of a group: nothing of it is seen after the group was dissolved and its id given again (docs/groups.md). */
export interface GroupLife {
  readonly app: SdkAppId;
  readonly group: GroupId;
  /** Milliseconds since 1970 of the group's creation. */
  readonly born: number;
  /** Of a topic: the community whose members and clients it has. Numbers and messages are its own. */
  readonly community?: { readonly group: GroupId; readonly born: number };
}

/** The life that members and clients belong to: of a topic that of its community. */
export const audienceOf = (of: GroupLife): GroupLife =>
  of.community ? { app: of.app, ...of.community } : of;

/** A partition of a group's life. Group ids may hold any character, so they come last. */
const life = ({ app, group, born }: GroupLife, part: string): string => `${app}#${part}#${born}#${group}`;

/** Numbers of messages in one partition of a log: 100,000 of 12 KB stay far below the 10 GB of an item collection. */
const logBucket = (seq: number): number => Math.floor(seq / 100_000);

/** Numbers of messages that a member confirms in one item. */
const receiptBlock = (seq: number): string => digits(Math.floor(seq / 100), 8);

/** A permission group by its id and the milliseconds of its creation: an id may be given again. */
export interface PermissionGroupName {
  readonly id: string;
  readonly born: number;
}

/** A permission group as memberships and rights in topics name it. */
export const permissionReference = ({ id, born }: PermissionGroupName): string => `${born}#${id}`;

/** The permission group that a reference names. */
export const permissionGroupNamed = (reference: string): PermissionGroupName => {
  const end = reference.indexOf('#');
  return { born: Number(reference.slice(0, end)), id: reference.slice(end + 1) };
};

/** A part of a sort key. Ids may hold any character, so the length comes first. */
const permissionPart = (of: PermissionGroupName): string => `${of.id.length}#${permissionReference(of)}#`;

/** Keys of groups, their members, messages, rosters and topics: part of `keys`. */
export const groupKeys = {
  /** A group: its profile and which life it is in. */
  group: (app: SdkAppId, group: GroupId): Key => ({ PK: `${app}#GROUP#${group}`, SK: 'GROUP' }),
  /** Every group of an application by the number of its creation, and how many there are, in some parts. */
  groupIndex: (app: SdkAppId, number: number): Key => ({
    PK: `${app}#GROUPS`,
    SK: `GROUP#${digits(number, 16)}`,
  }),
  groupIndexPrefix: 'GROUP#',
  groupCount: (app: SdkAppId, part: number): Key => ({ PK: `${app}#GROUPS`, SK: `COUNT#${part}` }),
  groupCountPrefix: 'COUNT#',

  /** How many members a group has. */
  memberCount: (of: GroupLife): Key => ({ PK: life(audienceOf(of), 'MEMBERS'), SK: 'COUNT' }),
  member: (of: GroupLife, account: UserId): Key => ({
    PK: life(audienceOf(of), 'MEMBERS'),
    SK: `MEMBER#${account}`,
  }),
  memberPrefix: 'MEMBER#',
  /** Who was ever made an administrator of a group. */
  groupLeaders: (of: GroupLife): Key => ({ PK: life(of, 'MEMBERS'), SK: 'LEADERS' }),
  /** What outlives a membership. */
  groupMute: (of: GroupLife, account: UserId): Key => ({ PK: life(of, 'MEMBERS'), SK: `MUTE#${account}` }),
  groupMutePrefix: 'MUTE#',
  /** The partition of mutes, which a topic has of its own. */
  groupMutes: (of: GroupLife): string => life(of, 'MEMBERS'),
  groupBan: (of: GroupLife, account: UserId): Key => ({ PK: life(of, 'MEMBERS'), SK: `BAN#${account}` }),
  groupBanPrefix: 'BAN#',
  /** That an account asks to be let in, or is invited and waits for an administrator of the group. */
  groupRequest: (of: GroupLife, account: UserId): Key => ({
    PK: life(of, 'MEMBERS'),
    SK: `REQUEST#${account}`,
  }),
  groupRequestPrefix: 'REQUEST#',
  /** That an account has joined a group, among the account's items. */
  joined: (app: SdkAppId, account: UserId, group: GroupId): Key => ({
    PK: user(app, account),
    SK: `JOINED#${group}`,
  }),
  joinedPrefix: 'JOINED#',
  /** That an account is invited into a group and has not answered, among the account's items. */
  groupInvitation: (of: GroupLife, account: UserId): Key => ({
    PK: user(of.app, account),
    SK: `INVITED#${of.group}`,
  }),
  groupInvitationPrefix: 'INVITED#',

  /** One member's view of a group's conversation: what of it it has deleted. */
  groupChat: (app: SdkAppId, owner: UserId, group: GroupId): Key => ({
    PK: user(app, owner),
    SK: `GROUPCHAT#${group}`,
  }),
  groupChatPrefix: 'GROUPCHAT#',

  /** Numbers, counters and the window of a group or of a topic, whose `group` is then the topic's id. */
  groupState: (of: GroupLife): Key => ({ PK: life(of, 'STATE'), SK: 'STATE' }),
  /** Which number a message got, by what its sender said of it. */
  groupSent: (of: GroupLife, sender: UserId, random: number): Key => ({
    PK: life(of, 'STATE'),
    SK: `SENT#${random}#${sender}`,
  }),
  /** A message of a group, by its number. */
  groupMessage: (of: GroupLife, seq: number): Key => ({
    PK: life(of, `LOG#${logBucket(seq)}`),
    SK: digits(seq, 10),
  }),
  /** The lowest number in the same partition. */
  groupLogStart: (seq: number): number => logBucket(seq) * 100_000,

  /** A message that may be there under a number: everything in a log from it on, or up to it. */
  groupMessageSort: (seq: number): string => digits(seq, 10),

  /** That a message of a group, or of a topic of it, was recalled or modified, by when. */
  groupChange: (of: GroupLife, milliseconds: number, seq: number): Key => ({
    PK: life(audienceOf(of), 'CHANGES'),
    SK: `${digits(milliseconds, 13)}#${digits(seq, 10)}${of.community ? `#${of.born}#${of.group}` : ''}`,
  }),

  /** Which messages of a block of numbers a member has confirmed to have read. */
  groupReceipts: (of: GroupLife, seq: number, account: UserId): Key => ({
    PK: life(of, 'RECEIPTS'),
    SK: `${receiptBlock(seq)}#${account}`,
  }),
  /** Which messages of a block of numbers a member has deleted for itself. */
  groupHidden: (of: GroupLife, seq: number, account: UserId): Key => ({
    PK: life(of, 'HIDDEN'),
    SK: `${receiptBlock(seq)}#${account}`,
  }),
  /** Which messages are pinned in a group or a topic. */
  groupPins: (of: GroupLife): Key => ({ PK: life(of, 'PINS'), SK: 'PINS' }),
  groupReceiptsPrefix: (seq: number): string => `${receiptBlock(seq)}#`,

  /** A topic of a community, and how many it has; a topic's own life is of its id and its own creation. */
  topic: (community: GroupLife, topic: GroupId): Key => ({
    PK: life(community, 'TOPICS'),
    SK: `TOPIC#${topic}`,
  }),
  topicPrefix: 'TOPIC#',
  topicCount: (community: GroupLife): Key => ({ PK: life(community, 'TOPICS'), SK: 'COUNT' }),
  /** How far an account has read a topic, among its items. Ids may hold any character, so the first has its length. */
  topicRead: (topic: GroupLife, account: UserId): Key => ({
    PK: user(topic.app, account),
    SK: `${groupKeys.topicReadPrefix(audienceOf(topic))}${topic.born}#${topic.group}`,
  }),
  topicReadPrefix: ({ born, group }: Pick<GroupLife, 'born' | 'group'>): string =>
    `TOPIC#${born}#${group.length}#${group}#`,

  /** A permission group of a community, how many there are, who is in one, and what it gives in topics. */
  permissionGroup: (of: GroupLife, id: string): Key => ({
    PK: life(audienceOf(of), 'PERMISSIONS'),
    SK: `GROUP#${id}`,
  }),
  permissionGroupPrefix: 'GROUP#',
  permissionGroupCount: (of: GroupLife): Key => ({ PK: life(audienceOf(of), 'PERMISSIONS'), SK: 'COUNT' }),
  permitted: (of: GroupLife, group: PermissionGroupName, account: UserId): Key => ({
    PK: life(audienceOf(of), 'PERMISSIONS'),
    SK: `${groupKeys.permittedPrefix(group)}${account}`,
  }),
  permittedPrefix: (group: PermissionGroupName): string => `MEMBER#${permissionPart(group)}`,
  topicPermission: (
    of: GroupLife,
    group: PermissionGroupName,
    { topic, born }: { readonly topic: GroupId; readonly born: number },
  ): Key => ({
    PK: life(audienceOf(of), 'PERMISSIONS'),
    SK: `${groupKeys.topicPermissionPrefix(group)}${born}#${topic}`,
  }),
  topicPermissionPrefix: (group: PermissionGroupName): string => `TOPIC#${permissionPart(group)}`,

  /** Key-value attributes of a group, and its counters: each in a partition of its own, which outlives neither group nor life. */
  groupAttributes: (of: GroupLife): Key => ({ PK: life(of, 'ATTRIBUTES'), SK: 'ATTRIBUTES' }),
  groupCounters: (of: GroupLife): Key => ({ PK: life(of, 'COUNTERS'), SK: 'COUNTERS' }),

  /** A connected client of a member, or a client in a live room, where they stand by the millisecond in which they came. */
  rosterEntry: (
    of: GroupLife,
    shard: number,
    account: UserId,
    instance: InstanceId,
    cameAt?: number,
  ): Key => ({
    PK: life(audienceOf(of), `ROSTER#${shard}`),
    SK: `CLIENT#${cameAt === undefined ? '' : `${digits(cameAt, 13)}#`}${instance}#${account}`,
  }),
  rosterPrefix: 'CLIENT#',
  /** Clients of a live room that came in one millisecond. */
  rosterPrefixAt: (cameAt: number): string => `CLIENT#${digits(cameAt, 13)}#`,
  /** Which marks a live room uses, and which a member has. */
  roomMarks: (of: GroupLife): Key => ({ PK: life(of, 'MARKS'), SK: 'COUNTS' }),
  roomMarked: (of: GroupLife, account: UserId): Key => ({ PK: life(of, 'MARKS'), SK: `MARKED#${account}` }),
  roomMarkedPrefix: 'MARKED#',
  /** Which shard of a live room an account comes into, for as long as several of its clients may be coming at once. */
  roomEntry: (of: GroupLife, account: UserId): Key => ({
    PK: user(of.app, account),
    SK: `ENTERS#${of.born}#${of.group}`,
  }),
  /** How many clients and accounts a shard of a live room holds, about. */
  rosterShard: (of: GroupLife, shard: number): Key => ({
    PK: life(audienceOf(of), `ROSTER#${shard}`),
    SK: 'SHARD',
  }),
} as const;
