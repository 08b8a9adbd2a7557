/** Actions on the table that a role may list one by one. A transaction needs the action of each of its members. */
export type TableAction =
  | 'dynamodb:BatchGetItem'
  | 'dynamodb:DeleteItem'
  | 'dynamodb:GetItem'
  | 'dynamodb:PutItem'
  | 'dynamodb:Query'
  | 'dynamodb:UpdateItem';

/** Queues that a function may send to (docs/groups.md). */
export type JobQueue = 'groups' | 'rooms' | 'shards';

/** Actions on uploaded files. */
export type FileAction = 's3:DeleteObject' | 's3:GetObject' | 's3:PutObject';

/** What a function may do beside writing its own log. Nothing else is granted anywhere. */
export interface Permissions {
  readonly table?: readonly TableAction[];
  /** Reads the time index. */
  readonly timeIndex?: true;
  /** Methods on `@connections`: POST sends a frame, DELETE closes. */
  readonly connections?: readonly ('POST' | 'DELETE')[];
  /** Emits domain events. */
  readonly bus?: true;
  /** Queues that it sends jobs to. */
  readonly queues?: readonly JobQueue[];
  /** What signed addresses may do to uploaded files: an address can no more than the role that signed it. */
  readonly files?: readonly FileAction[];
}

const read = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'] as const;

/**
 * The calls of each function, by folder name. The local runtime refuses what is not listed, as AWS does, and a test
 * compares the list with the calls that are in the function's bundle.
 */
export const permissions: Readonly<Record<string, Permissions>> = {
  accounts: {
    table: [...read, 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
    connections: ['POST', 'DELETE'],
    bus: true,
  },
  conversations: {
    table: [...read, 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
    timeIndex: true,
    connections: ['POST'],
  },
  'fan-out': {
    table: [...read, 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
    connections: ['POST'],
    bus: true,
    queues: ['groups', 'rooms', 'shards'],
  },
  'file-limits': { files: ['s3:DeleteObject'] },
  // UpdateItem counts calls.
  files: { table: ['dynamodb:GetItem', 'dynamodb:UpdateItem'], files: ['s3:GetObject', 's3:PutObject'] },
  groups: {
    table: [...read, 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
    connections: ['POST'],
    queues: ['groups', 'rooms'],
  },
  messages: {
    table: [...read, 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
    timeIndex: true,
    connections: ['POST'],
    bus: true,
    queues: ['groups'],
  },
  'profile-watch': {
    table: ['dynamodb:Query', 'dynamodb:UpdateItem'],
    connections: ['POST'],
  },
  profiles: {
    table: [...read, 'dynamodb:UpdateItem'],
    connections: ['POST'],
    bus: true,
  },
  relations: {
    table: [...read, 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
    connections: ['POST'],
    bus: true,
  },
  'session-expiry': {
    table: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
    bus: true,
  },
  sessions: {
    table: [...read, 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
    connections: ['POST', 'DELETE'],
    bus: true,
  },
  stateless: {},
  'status-watch': {
    table: ['dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
    connections: ['POST'],
  },
};
