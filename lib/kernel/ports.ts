import type { ConnectionId } from '../protocol/ids.ts';

/** The time of day. Tests run it faster. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves when `now()` has reached the given milliseconds since 1970. */
  until(milliseconds: number): Promise<void>;
}

/** Primary key of an item. Made in `lib/table/keys.ts` only. */
export interface Key {
  readonly PK: string;
  readonly SK: string;
}

/** Names and values of an expression, as DynamoDB takes them, values in plain JavaScript. */
export interface Expression {
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** A read of neighbours: one partition, one range of the sort key or of an index. */
export interface Query extends Expression {
  readonly index?: string;
  readonly where: string;
  readonly filter?: string;
  readonly project?: string;
  /** Strongly consistent: sees every write acknowledged before it began. Default false. */
  readonly consistent?: boolean;
  /** Newest first. Default false. */
  readonly backward?: boolean;
  readonly limit?: number;
  readonly after?: Readonly<Record<string, unknown>>;
}

/** One page of a query; `next` is set when there may be more. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: Readonly<Record<string, unknown>>;
}

/** A conditional write of a whole item. */
export interface Put extends Expression {
  readonly item: Key & object;
  readonly condition?: string;
}

/** A change of some attributes. */
export interface Update extends Expression {
  readonly key: Key;
  readonly set: string;
  readonly condition?: string;
}

/** A conditional delete. */
export interface Delete extends Expression {
  readonly key: Key;
  readonly condition?: string;
}

/** One member of a transaction. */
export type Write = { readonly put: Put } | { readonly update: Update } | { readonly delete: Delete };

/** Thrown by a write whose condition did not hold; nothing was written. */
export class ConditionFailed extends Error {
  constructor() {
    super('the condition of a write did not hold');
    this.name = 'ConditionFailed';
  }
}

/** Thrown by a write that the table did not take, however often it was sent: throttled, or others were in its way. Nothing was written. */
export class TableBusy extends Error {
  constructor() {
    super('the table is too busy for a write');
    this.name = 'TableBusy';
  }
}

/** The single table. Expressions are DynamoDB's own, so that a reader sees the query that runs. */
export interface Table {
  get<T>(key: Key, options?: { readonly consistent?: boolean }): Promise<T | undefined>;
  /** Items that exist among the keys, in no order; any number of keys. */
  getMany<T>(keys: readonly Key[], options?: { readonly consistent?: boolean }): Promise<readonly T[]>;
  query<T>(query: Query): Promise<Page<T>>;
  /** How many items a query finds, the count ending when it has reached `most`. It costs the units of reading them. */
  count(query: Query, most: number): Promise<number>;
  /** @throws ConditionFailed */
  put(put: Put): Promise<void>;
  /** @returns the item after the change @throws ConditionFailed */
  update<T>(update: Update): Promise<T>;
  /** @returns the item as it was @throws ConditionFailed */
  delete<T>(del: Delete): Promise<T | undefined>;
  /** All or nothing, at most 100 writes. @throws ConditionFailed */
  transact(writes: readonly Write[]): Promise<void>;
}

/** The open WebSockets. */
export interface Sockets {
  /** Sends one text frame. `gone` means the connection no longer exists and its record may be dropped. */
  post(connection: ConnectionId, frame: string): Promise<'delivered' | 'gone'>;
  /** Closes a connection; one that is gone already is fine. */
  close(connection: ConnectionId): Promise<void>;
}

/** Something that happened, for webhooks, push and statistics. At least once, in no promised order. */
export interface DomainEvent {
  /** `detail-type` on the bus. */
  readonly type: string;
  /** The same happening has the same id, so that a consumer can drop a repeat. */
  readonly id: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The event bus. */
export interface Bus {
  /** Resolves when every event is accepted. */
  emit(events: readonly DomainEvent[]): Promise<void>;
}

/** The queues that work goes through (docs/groups.md): of groups, of live rooms, and of shards of either. */
export type QueueName = 'groups' | 'rooms' | 'shards';

/** Work for later, or for an invocation of its own. */
export interface Job {
  /** Goes as JSON, at most 900 KB. */
  readonly body: object;
  /** Whose work it is: a queue is fair between them. */
  readonly owner: string;
  /** Whole seconds before it may begin, at most 900. */
  readonly delaySeconds?: number;
}

/** The queues. A job is done at least once, in no promised order. */
export interface Queue {
  /** Resolves when every job is accepted. */
  send(name: QueueName, jobs: readonly Job[]): Promise<void>;
}

/** The store of uploaded files. Addresses are signed here without a call, and checked where they lead. */
export interface Files {
  /** An address that takes one HTTP PUT, begun within some seconds; with `bytes` only of this length. */
  uploadUrl(path: string, offer: { readonly seconds: number; readonly bytes?: number | undefined }): string;
  /** An address that gives the file out, for some seconds, as what is said here. */
  downloadUrl(
    path: string,
    offer: { readonly seconds: number; readonly contentType: string; readonly contentDisposition: string },
  ): string;
  /** The lasting link to a file, which leads to a fresh `downloadUrl` (docs/files.md). */
  link(path: string): string;
  /** Deletes a file; one that is gone already is fine. */
  remove(path: string): Promise<void>;
}

/** Structured log. No secret and no message text goes in. */
export interface Log {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** Everything the outside world offers to a command. */
export interface Ports {
  readonly clock: Clock;
  readonly table: Table;
  readonly sockets: Sockets;
  readonly bus: Bus;
  readonly queue: Queue;
  readonly files: Files;
  readonly log: Log;
}
