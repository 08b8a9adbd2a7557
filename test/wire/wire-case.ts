import type { ApplicationSettings } from '../../lib/protocol/application-settings.ts';
import type { Door } from '../../lib/protocol/command.ts';
import type { ErrorName } from '../../lib/protocol/errors.ts';
import type { SocketClient } from '../support/socket-client.ts';

/** A reply as it came over the wire, envelope included. */
export type Reply = Readonly<Record<string, unknown>> & { readonly ErrorCode: number };

/**
 * What a case finds: an application of its own run with accounts whose names no other case and no other door uses. A
 * case may therefore assume that nothing has happened before it.
 */
export interface World {
  readonly sdkAppId: number;
  /** The application's administrator, who makes the calls over REST. */
  readonly administrator: string;
  /** The UserID that stands for a short name in this case: `name('ana')` is always the same one. It is not imported. */
  name(short: string): string;
  /** Imports the account and returns its UserID. */
  account(short: string): Promise<string>;
  /** A UserSig for a UserID (not a short name). `issuedAt` in seconds since 1970. */
  userSig(
    userId: string,
    options?: { issuedAt?: number; lifetime?: number; key?: string; sdkAppId?: number },
  ): string;
  /** Calls `service.command` as the administrator over REST. @throws Error when the reply is not OK */
  admin(command: string, body: object): Promise<Reply>;
  /** Opens a socket and logs this UserID in; the runner closes it after the case. */
  login(userId: string): Promise<SocketClient>;
  /** Opens a socket without a login. */
  connect(): Promise<SocketClient>;
  /** Seconds since 1970. */
  now(): number;
  /** Keeps a value that `given` learned for `body`, `reply` and `after`. */
  keep(name: string, value: unknown): void;
  /** @throws Error when nothing was kept under the name */
  kept<T>(name: string): T;
}

/**
 * One call and what it must answer. It runs through every door of its command (or the one in `only`), each time in a
 * world of its own, and the replies must be equal after the short names are put back for the UserIDs.
 *
 * A file `test/wire/cases/<service>/<command-in-kebab>.ts` (spelled as `fileOf(command)`) exports
 * `cases: readonly WireCase[]` and, when needed, `unreachable: Unreachable`. Every command needs at least one case
 * without `error`, and one for each error that its declaration names.
 */
export interface WireCase {
  /** A sentence about behaviour. */
  readonly title: string;
  /** In which the application differs from that of the other cases. */
  readonly settings?: Partial<ApplicationSettings>;
  /**
   * Who calls on the socket: the administrator (default), the account `name('me')`, imported and logged in by the
   * runner before `given`, or nobody (a fresh connection, for logins and commands open to anyone). Over REST the
   * administrator calls.
   */
  readonly as?: 'admin' | 'me' | 'nobody';
  /** Prepares what the call finds, through the public API. */
  readonly given?: (world: World) => Promise<unknown>;
  /** Default `{}`. */
  readonly body?: object | ((world: World) => object);
  /** Body as text, for what is not JSON; REST only. */
  readonly raw?: string;
  /** Members of the frame's head that differ from what the client would send. */
  readonly head?: (world: World) => Readonly<Record<string, unknown>>;
  /** Further query parameters over REST. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** The error that is answered; absent when the call succeeds. */
  readonly error?: ErrorName;
  /** `ActionStatus` of a success that was not whole. Default `OK`. */
  readonly status?: 'SomeError';
  /** What the reply holds at least (`toMatchObject`), or a function that checks it with `expect`. */
  readonly reply?: object | ((world: World, reply: Reply) => void);
  /** Members, at any depth, that differ from call to call (times, keys); they are left out when the doors are compared. */
  readonly volatile?: readonly string[];
  /** What must hold afterwards: state read back, pushes received. */
  readonly after?: (world: World, reply: Reply) => Promise<unknown>;
  /** When a case makes sense on one door only. */
  readonly only?: { readonly door: Door; readonly reason: string };
}

/** Declared errors that no call from outside can bring about, with the reason. */
export type Unreachable = Partial<Record<ErrorName, string>>;
