/** Actions on the table that a role may list one by one. A transaction needs the action of each of its members. */
export type TableAction =
  | 'dynamodb:BatchGetItem'
  | 'dynamodb:DeleteItem'
  | 'dynamodb:GetItem'
  | 'dynamodb:PutItem'
  | 'dynamodb:Query'
  | 'dynamodb:UpdateItem';

/** What a function may do beside writing its own log. Nothing else is granted anywhere. */
export interface Permissions {
  readonly table?: readonly TableAction[];
  /** Reads the time index. */
  readonly timeIndex?: true;
  /** Methods on `@connections`: POST sends a frame, DELETE closes. */
  readonly connections?: readonly ('POST' | 'DELETE')[];
  /** Emits domain events. */
  readonly bus?: true;
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
    table: [...read, 'dynamodb:UpdateItem'],
    timeIndex: true,
  },
  // Groups and relations are answered as empty so far; UpdateItem counts their calls.
  groups: { table: ['dynamodb:GetItem', 'dynamodb:UpdateItem'] },
  messages: {
    table: [...read, 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
    timeIndex: true,
    connections: ['POST'],
  },
  profiles: {
    table: [...read, 'dynamodb:UpdateItem'],
    connections: ['POST'],
  },
  relations: { table: ['dynamodb:GetItem', 'dynamodb:UpdateItem'] },
  'session-expiry': { table: ['dynamodb:GetItem', 'dynamodb:UpdateItem'], bus: true },
  sessions: {
    table: [
      'dynamodb:GetItem',
      'dynamodb:Query',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'dynamodb:DeleteItem',
    ],
    connections: ['POST', 'DELETE'],
    bus: true,
  },
  stateless: {},
};
