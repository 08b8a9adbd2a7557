import type { GroupType, JoinOption, MemberRole, MessageFlag } from '../protocol/group-words.ts';
import type { ConnectionId, GroupId, InstanceId, UserId } from '../protocol/ids.ts';
import type { Stored } from './items.ts';

/** What there is of a group beside its members and messages. Absent texts are empty. */
export interface GroupItem extends Stored {
  readonly group: GroupId;
  readonly type: GroupType;
  /** Milliseconds since 1970 of the creation: which life of the id this is (docs/groups.md). */
  readonly born: number;
  /** Seconds since 1970; earlier than `born` for an imported group. */
  readonly createdAt: number;
  /** Place in the list of all groups: microseconds since 1970, about. */
  readonly number: number;
  readonly owner?: UserId;
  readonly name: string;
  readonly introduction?: string;
  readonly notification?: string;
  readonly faceUrl?: string;
  readonly maxMembers: number;
  readonly applyOption: JoinOption;
  readonly inviteOption: JoinOption;
  readonly muteAll?: true;
  readonly supportTopic?: true;
  /** Of a community: rights go by permission groups, and administrators of the group are ordinary members. */
  readonly permissionGroups?: true;
  /** What every member may then, in bits (docs/permission-groups.md); there when they are on. */
  readonly defaultPermissions?: number;
  /** Own fields by key. */
  readonly custom?: Readonly<Record<string, string>>;
  /** Administrators of a live room, who need not be in it. */
  readonly admins?: readonly UserId[];
  /** Grows with every change of the profile. */
  readonly infoSeq: number;
  /** Seconds since 1970 of the last change. */
  readonly infoTime: number;
  /** Which of its topics a call is about, for as long as it lasts; not stored. */
  readonly topic?: Pick<TopicItem, 'topic' | 'born' | 'defaultPermissions'>;
}

/** A topic of a community. Absent texts are empty. */
export interface TopicItem extends Stored {
  readonly topic: GroupId;
  /** Milliseconds since 1970 of its creation: its id may be given again. */
  readonly born: number;
  /** Seconds since 1970; earlier than `born` for an imported topic. */
  readonly createdAt: number;
  readonly name: string;
  readonly introduction?: string;
  readonly notification?: string;
  readonly faceUrl?: string;
  readonly customString?: string;
  readonly muteAll?: true;
  /** What every member may in it beside what it may in the whole community; absent: nothing. */
  readonly defaultPermissions?: number;
}

export interface TopicCountItem extends Stored {
  readonly topics: number;
}

/** What an account has of a topic: how far it has read, as `MemberItem` says of a group, and how it wants to be told. */
export interface TopicReadItem extends Stored {
  readonly topic: GroupId;
  readonly born: number;
  readonly readSeq: number;
  readonly readUncounted: number;
  readonly flag?: MessageFlag;
  /** When the member that said so had joined, in seconds since 1970: it does not hold for who has come back. */
  readonly flagOf?: number;
  /** Numbers of messages that name the account; those up to `readSeq` mean nothing any more. */
  readonly named?: ReadonlySet<number>;
}

/** A group in the list of all groups. */
export interface GroupIndexItem extends Stored {
  readonly group: GroupId;
  readonly type: GroupType;
}

/** A part of the count of an application's groups: how many there are of each type, under the type's name. */
export interface GroupCountItem extends Stored, Readonly<Partial<Record<GroupType, number>>> {
  readonly total: number;
  /** The last day on which there were more or fewer, in days since 1970. */
  readonly day: number;
  /** How many more there are than at the beginning of that day. */
  readonly grown: number;
}

/** That an account wants to come in and waits for the owner or an administrator. */
export interface GroupRequestItem extends Stored {
  readonly account: UserId;
  /** Who invites it; absent: it asks itself. */
  readonly inviter?: UserId;
  readonly message?: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly decided?: 'agreed' | 'refused';
}

/** That an account is invited into a group and is to say whether it comes. */
export interface GroupInvitationItem extends Stored {
  readonly group: GroupId;
  /** Which life of the group. */
  readonly born: number;
  /** Who invited it, the last one of several. */
  readonly inviter: UserId;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly decided?: 'agreed' | 'refused';
}

export interface MemberCountItem extends Stored {
  readonly members: number;
}

/** Who was ever made an administrator; whether they still are stands with their memberships. */
export interface GroupLeadersItem extends Stored {
  readonly admins?: ReadonlySet<UserId>;
}

export interface MemberItem extends Stored {
  readonly account: UserId;
  readonly role: MemberRole;
  /** Seconds since 1970. */
  readonly joinedAt: number;
  /** Shard of the roster in which the member's clients stand. */
  readonly shard: number;
  readonly flag: MessageFlag;
  readonly nameCard?: string;
  readonly custom?: Readonly<Record<string, string>>;
  /** The number up to which the member has read, and how many up to it did not count. */
  readonly readSeq: number;
  readonly readUncounted: number;
  /** `clearedThrough` of the group when the position was set; a later one goes over the position. */
  readonly clearedSeen?: number;
  /** The number of the last message before the member joined: earlier ones are hidden where the type says so. */
  readonly joinSeq: number;
  /** Seconds since 1970 of its last message. */
  readonly sentAt?: number;
  /** The permission groups that it is in (`permissionReference`); those that are gone mean nothing. */
  readonly permissionGroups?: ReadonlySet<string>;
}

/** Who may not speak; outlives the membership. Expires when it is over; without an expiry it is for ever. */
export interface GroupMuteItem extends Stored {
  readonly account: UserId;
}

export interface GroupBanItem extends Stored {
  readonly account: UserId;
  readonly description?: string;
}

/** That an account is a member: read at login. */
export interface JoinedItem extends Stored {
  readonly group: GroupId;
  readonly born: number;
  readonly type: GroupType;
  readonly shard: number;
  /** Not in the roster: the member wants no messages. */
  readonly discard?: true;
  /** Numbers of messages that name the account; those that it has read mean nothing any more. */
  readonly named?: ReadonlySet<number>;
  /** Topics of which the member wants no messages (`topicMark`). */
  readonly silenced?: ReadonlySet<string>;
}

/** What a member has deleted of its conversation with a group. Expires when the messages have. */
export interface GroupChatItem extends Stored {
  readonly group: GroupId;
  readonly born: number;
  /** Out of the list up to this number; back in it with the next. */
  readonly deletedThrough?: number;
  /** Out of the history up to this number. */
  readonly clearedThrough?: number;
  /** How often it was deleted: a pin is good for one life. */
  readonly lives?: number;
}

/** An attribute of a group, and the number of the change that set it. */
export interface GroupAttribute {
  readonly key: string;
  readonly value: string;
  readonly seq: number;
}

/** The attributes of a group, all in one item, so that no writer loses what another has written. */
export interface GroupAttributesItem extends Stored {
  /** Number of the last change; the item is written only on top of the number that was read. */
  readonly main: number;
  /** JSON of a list of `GroupAttribute`: keys and values may be any text, also the empty one. */
  readonly attributes: string;
  /** Seconds since 1970 of the last change, and how many there were in it. */
  readonly second: number;
  readonly writes: number;
}

/** The counters of a group, all in one item. */
export interface GroupCountersItem extends Stored {
  /** 64 bits each, under names of the store (`storedName`). */
  readonly counters: Readonly<Record<string, number | bigint>>;
  /** Number of the last change. */
  readonly seq: number;
  /** Milliseconds since 1970 when the group is to be told; absent: it knows. */
  readonly dueAt?: number;
  /** Keys that have changed since it was told. */
  readonly changed?: ReadonlySet<string>;
}

/** A client that gets a group's frames. */
export interface RosterItem extends Stored {
  readonly account: UserId;
  readonly instance: InstanceId;
  /** Absent: it is away, and may want to be pushed to. */
  readonly connection?: ConnectionId;
  /** `leaseUntil` of the session that the entry was made of: a later one goes over it, an earlier one does not. */
  readonly since: number;
  /** Topics whose messages it does not get (`topicMark`). */
  readonly silenced?: ReadonlySet<string>;
  /** In a live room: milliseconds since 1970 when it came in; a reconnect is no coming. */
  readonly cameAt?: number;
  /** In a live room: milliseconds since 1970 since when it has been here without a break. */
  readonly hereSince?: number;
}

/** The marks of an account in a live room. Expires 7 days after they were changed. */
export interface RoomMarkedItem extends Stored {
  readonly account: UserId;
  readonly marks: ReadonlySet<number>;
  /** Milliseconds since 1970 when the newest of its clients had come: whoever has left since and come again has no marks. */
  readonly cameAt: number;
}

/** How often each mark of a live room is given, about: an item that has expired is counted until somebody looks. */
export interface RoomMarksItem extends Stored {
  /** By mark; none is 0. */
  readonly counts: Readonly<Record<string, number>>;
  /** Number of the last change; every change of a member's marks goes with one of this item. */
  readonly seq: number;
  /** Milliseconds since 1970 when marks of whoever has gone were last taken away. */
  readonly clearedAt?: number;
}

/** Which shard of a live room an account comes into. Expires when whoever was coming at the same time is in. */
export interface RoomEntryItem extends Stored {
  readonly shard: number;
}

/** A shard of a live room. */
export interface RosterShardItem extends Stored {
  /** How many clients it holds, and how many accounts those are of, but for what died on the way. */
  readonly clients: number;
  readonly accounts: number;
  /** Milliseconds since 1970 when they were last counted one by one. */
  readonly countedAt?: number;
}
