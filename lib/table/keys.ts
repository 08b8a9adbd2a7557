import type { Key } from '../kernel/ports.ts';
import { groupIn } from '../protocol/conversation-name.ts';
import type { ConnectionId, InstanceId, SdkAppId, UserId } from '../protocol/ids.ts';
import { groupKeys } from './group-keys.ts';
import { digits, user } from './key-parts.ts';

/**
 * Every key of the single table. A partition key begins with the application, so that nothing reads across tenants;
 * only connections, which arrive without one, stand beside. UserIDs may hold any character, so they come last in a key
 * or are length-prefixed where two stand together. See README.md in this folder for question → key → cost.
 */

/** Names of the local index that orders the messages of a conversation by time. */
export const byTime = { index: 'ByTime', attribute: 'ByTime' } as const;

/** Attribute that holds the second after which DynamoDB may delete an item; readers filter on it as well. */
export const expiryAttribute = 'ExpiresAt';

/** The two names of a pair in one order, so that both sides mean the same partition. */
const pairName = (one: UserId, other: UserId): string => {
  const [first, second] = one < other ? [one, other] : [other, one];
  return `${first.length}#${first}#${second}`;
};

/** By the kind of conversation. */
const labelSort = (name: UserId): string => {
  const group = groupIn(name);
  return group === undefined ? `LABEL#C2C#${name}` : `LABEL#GROUP#${group}`;
};

const connectionPrefix = 'CONNECTION#';

/** Sort key of every connection's record and of nothing else; by it a stream is filtered. */
export const connectionSort = 'CONNECTION';

/** The connection that a record is about. */
export const connectionOf = ({ PK }: Key): ConnectionId => PK.slice(connectionPrefix.length) as ConnectionId;

/** FNV-1a: any number will do that is the same for the same name and seldom for two. */
const placeOf = (name: string): number => {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
};

export const keys = {
  /** The application's keys, administrators and settings. */
  application: (app: SdkAppId): Key => ({ PK: `${app}#APPLICATION`, SK: 'APPLICATION' }),

  /** Calls of one command in one second. */
  callCount: (app: SdkAppId, command: string, second: number): Key => ({
    PK: `${app}#CALLS#${command}#${second}`,
    SK: 'CALLS',
  }),

  /** Account with its profile. `accountPrefix` reads it together with its sessions. */
  account: (app: SdkAppId, account: UserId): Key => ({ PK: user(app, account), SK: 'ACCOUNT' }),
  accountPrefix: 'ACCOUNT',

  /** A logged-in client of an account. */
  session: (app: SdkAppId, account: UserId, instance: InstanceId): Key => ({
    PK: user(app, account),
    SK: `ACCOUNT#SESSION#${instance}`,
  }),
  sessionPrefix: 'ACCOUNT#SESSION#',

  /** A client that wants to hear of an account's status, in that account's partition. */
  watcher: (app: SdkAppId, watched: UserId, subscriber: UserId, instance: InstanceId): Key => ({
    PK: user(app, watched),
    SK: `WATCHER#${instance}#${subscriber}`,
  }),
  /** What all of them were told last; read together with them by `watcherPrefix`. */
  watched: (app: SdkAppId, account: UserId): Key => ({ PK: user(app, account), SK: 'WATCHER' }),
  watcherPrefix: 'WATCHER',

  /** Whose client has a device. */
  deviceToken: (app: SdkAppId, certificate: number, token: string): Key => ({
    PK: `${app}#DEVICE#${certificate}#${token}`,
    SK: 'DEVICE',
  }),

  /** Whose client speaks on a connection. */
  connection: (connection: ConnectionId): Key => ({
    PK: `${connectionPrefix}${connection}`,
    SK: connectionSort,
  }),

  /** One side's view of a one-to-one conversation: its place in the list, read position, cleared position. */
  chat: (app: SdkAppId, owner: UserId, peer: UserId): Key => ({
    PK: user(app, owner),
    SK: `CHAT#C2C#${peer}`,
  }),
  /** What an account has pinned, read together with its conversations. */
  pins: (app: SdkAppId, owner: UserId): Key => ({ PK: user(app, owner), SK: 'CHAT#PINS' }),
  chatPrefix: 'CHAT#',
  /** Sorts behind every one-to-one conversation and before everything else that begins so. */
  behindChats: 'CHAT#C2C$',

  /** Groups and marks of a conversation: apart from it, because they outlive it and a send must not carry them. */
  label: (app: SdkAppId, owner: UserId, name: UserId): Key => ({
    PK: user(app, owner),
    SK: labelSort(name),
  }),
  /** The names of the groups and the number of labels, read together with the labels. */
  labelIndex: (app: SdkAppId, owner: UserId): Key => ({ PK: user(app, owner), SK: 'LABEL#INDEX' }),
  labelPrefix: 'LABEL#',

  /** That an account has blocked another, among the items of who did it. */
  block: (app: SdkAppId, owner: UserId, blocked: UserId): Key => ({
    PK: user(app, owner),
    SK: `BLOCK#${blocked}`,
  }),
  /** How many an account has blocked, read together with them; no account has an empty name. */
  blockIndex: (app: SdkAppId, owner: UserId): Key => ({ PK: user(app, owner), SK: 'BLOCK#' }),
  blockPrefix: 'BLOCK#',
  /** The same fact among the items of who was blocked, so that it goes with either account. */
  blocker: (app: SdkAppId, blocked: UserId, owner: UserId): Key => ({
    PK: user(app, blocked),
    SK: `BLOCKER#${owner}`,
  }),
  blockerPrefix: 'BLOCKER#',

  /** All that holds between two accounts, beside what they have written to each other. */
  tie: (app: SdkAppId, one: UserId, other: UserId): Key => ({
    PK: `${app}#PAIR#${pairName(one, other)}`,
    SK: 'TIE',
  }),
  /** A friend in a list. Its place makes the list go on behind a number. */
  friend: (app: SdkAppId, owner: UserId, friend: UserId): Key => ({
    PK: user(app, owner),
    SK: `FRIEND#${digits(placeOf(friend), 10)}#${friend}`,
  }),
  /** A list's groups and counters, read together with it: it sorts before every friend. */
  friendIndex: (app: SdkAppId, owner: UserId): Key => ({ PK: user(app, owner), SK: 'FRIEND#' }),
  friendPrefix: 'FRIEND#',
  /** The place of a friend in any list: 32 bits. */
  friendPlace: placeOf,
  /** Where a list goes on from a place. */
  friendsFrom: (place: number): string => `FRIEND#${digits(place, 10)}`,
  /** Sorts behind every friend and before everything else. */
  behindFriends: 'FRIEND$',
  /** That somebody has an account in its list and is not in that one's, among the items of who is had. */
  admirer: (app: SdkAppId, account: UserId, admirer: UserId): Key => ({
    PK: user(app, account),
    SK: `ADMIRER#${admirer}`,
  }),
  admirerPrefix: 'ADMIRER#',
  /** A friend request that an account got, or made. */
  friendRequest: (app: SdkAppId, owner: UserId, peer: UserId, way: 'RECEIVED' | 'SENT'): Key => ({
    PK: user(app, owner),
    SK: `ASK#${way}#${peer}`,
  }),
  friendRequestPrefix: 'ASK#',

  /**
   * A one-to-one message, named by what the sender said of it: the same message sent again meets its own key.
   * @param generation 0; a number of its own for each duplicate window in which the same message comes again
   */
  message: (
    app: SdkAppId,
    sender: UserId,
    receiver: UserId,
    id: { seq: number; random: number; checksum: string; generation: number },
  ): Key => ({
    PK: `${app}#PAIR#${pairName(sender, receiver)}`,
    SK: `MESSAGE#${id.seq}#${id.random}#${id.checksum}#${id.generation}#${sender}`,
  }),
  /** A message brought from elsewhere: what its numbers and its second are counts, not which of the two sent it. */
  imported: (
    app: SdkAppId,
    one: UserId,
    other: UserId,
    { seq, random, time }: { seq: number; random: number; time: number },
  ): Key => ({ PK: `${app}#PAIR#${pairName(one, other)}`, SK: `MESSAGE#${seq}#${random}#IMPORTED#${time}` }),
  pair: (app: SdkAppId, one: UserId, other: UserId): string => `${app}#PAIR#${pairName(one, other)}`,

  /** Key-value extensions of a message, in a partition of their own: what is voted does not slow what is said. */
  extensions: (app: SdkAppId, { PK, SK }: Key): Key => ({
    PK: `${app}#EXTENSIONS#${PK.length}#${PK}#${SK}`,
    SK: 'EXTENSIONS',
  }),

  /** The messages of a long merged message, under a name that nobody can guess. */
  mergedList: (app: SdkAppId, name: string): Key => ({ PK: `${app}#MERGED#${name}`, SK: 'MERGED' }),

  /** What happened to a message after its own time, beside the message; once of each kind. */
  notice: (message: Key, kind: 'RECALLED' | 'LATE' | 'MODIFIED'): Key => ({
    PK: message.PK,
    SK: `${kind}#${message.SK}`,
  }),

  /** Place of such a notice in the time index: by its own second, among the messages of that second. */
  noticePosition: (second: number, message: { readonly ByTime: string }): string =>
    `${digits(second, 10)}#${message.ByTime.slice(11)}#${message.ByTime.slice(0, 10)}`,

  /** Place in the time index of the message that a notice is about. */
  noticedPosition: ({ ByTime }: { readonly ByTime: string }): string =>
    `${ByTime.slice(-10)}#${ByTime.slice(11, -11)}`,

  /** Beginning of the time index of one second. */
  second: (seconds: number): string => digits(seconds, 10),

  /** Beginning of the sort key of the time index for messages with these numbers: order of contract messages.md 4.0. */
  messageTime: (seconds: number, seq: number, random: number): string =>
    `${digits(seconds, 10)}#${digits(seq, 10)}#${digits(random, 10)}`,

  /**
   * Sort key of the time index, different for any two messages of a pair.
   * @param twin what tells messages with the same numbers in the same second apart: content and direction
   */
  messagePosition: (
    { time, seq, random }: { time: number; seq: number; random: number },
    twin: { checksum: string; side: string },
  ): string => `${keys.messageTime(time, seq, random)}#${twin.checksum}#${twin.side}`,

  ...groupKeys,

  /** Sorts behind everything that begins with the same text and goes on with a `#`. */
  after: (prefix: string): string => `${prefix}#~`,
} as const;
