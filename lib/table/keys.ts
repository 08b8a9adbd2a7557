import type { Key } from '../kernel/ports.ts';
import type { ConnectionId, InstanceId, SdkAppId, UserId } from '../protocol/ids.ts';

/**
 * Every key of the single table. A partition key begins with the application, so that nothing reads across tenants;
 * only connections, which arrive without one, stand beside. UserIDs may hold any character, so they come last in a key
 * or are length-prefixed where two stand together. See README.md in this folder for question → key → cost.
 */

/** Names of the local index that orders the messages of a conversation by time. */
export const byTime = { index: 'ByTime', attribute: 'ByTime' } as const;

/** Attribute that holds the second after which DynamoDB may delete an item; readers filter on it as well. */
export const expiryAttribute = 'ExpiresAt';

const user = (app: SdkAppId, account: UserId): string => `${app}#USER#${account}`;

/** The two names of a pair in one order, so that both sides mean the same partition. */
const pairName = (one: UserId, other: UserId): string => {
  const [first, second] = one < other ? [one, other] : [other, one];
  return `${first.length}#${first}#${second}`;
};

const digits = (value: number, width: number): string => String(value).padStart(width, '0');

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

  /** Whose client speaks on a connection. */
  connection: (connection: ConnectionId): Key => ({ PK: `CONNECTION#${connection}`, SK: 'CONNECTION' }),

  /** One side's view of a one-to-one conversation: its place in the list, read position, cleared position. */
  chat: (app: SdkAppId, owner: UserId, peer: UserId): Key => ({
    PK: user(app, owner),
    SK: `CHAT#C2C#${peer}`,
  }),
  chatPrefix: 'CHAT#',

  /**
   * A one-to-one message, named by what the sender said of it: the same message sent again meets its own key.
   * @param generation 0, counted up when sender, numbers and content return after the duplicate window
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
  pair: (app: SdkAppId, one: UserId, other: UserId): string => `${app}#PAIR#${pairName(one, other)}`,

  /** Sort key of the time index: time, then the sender's number (contract: messages.md 4.0). */
  messageTime: (seconds: number, seq = 0, random = 0): string =>
    `${digits(seconds, 10)}#${digits(seq, 10)}#${digits(random, 10)}`,
} as const;
