import type * as z from 'zod';
import { type ErrorName, errors } from './errors.ts';

/** How a call came in: an HTTP request or a socket frame. */
export type Door = 'rest' | 'socket';

/**
 * Who may call a command. `anyone` needs no signature and not even an application; an `applicant` belongs to an
 * application and proves itself in the command (a login). Over REST every `user` is an administrator.
 */
export type CallerKind = 'anyone' | 'applicant' | 'user' | 'admin';

/** Names of the Lambda functions, which are the folders of `functions/`. */
export type FunctionName =
  | 'accounts'
  | 'conversations'
  | 'files'
  | 'groups'
  | 'messages'
  | 'profiles'
  | 'relations'
  | 'sessions'
  | 'stateless';

/** The declaration of one command: everything the doors, the pipeline, the documentation and the tests ask about it. */
export interface CommandSpec<Body extends z.ZodType = z.ZodType, Reply extends z.ZodType = z.ZodType> {
  /** One sentence for the command reference. */
  readonly summary: string;
  /** The contract page that the shapes come from. */
  readonly source: string;
  readonly caller: CallerKind;
  /** Published clients send this one with `identifier` and `usersig` also on the socket, in place of their session token. */
  readonly byUserSig?: true;
  /** Default: `rest` and `socket`. */
  readonly doors?: readonly Door[];
  readonly body: Body;
  /** The reply without the envelope. */
  readonly reply: Reply;
  /**
   * The error for a body in which this top-level field is wrong or missing (`field`), or something inside of it (`field.*`,
   * else `field`). A rule that names its own error (`failsWith`) goes first; everything else answers the service's `badBody`.
   */
  readonly fieldFaults?: Readonly<Record<string, ErrorName>>;
  /** Errors the command itself can answer, beside those of the pipeline and of `fieldFaults`. */
  readonly errors: readonly ErrorName[];
  /** Calls per second and application over REST. Default 200 (contract: envelope.md 3). */
  readonly callsPerSecond?: number;
  /** The error for more calls than that, listed in `errors`. Default CommandRateExceeded. */
  readonly tooOften?: ErrorName;
  /** `ErrorInfo` of a success, where the contract shows one. Default empty. */
  readonly successText?: 'ok' | 'succeed';
}

/** What a service answers when the pipeline itself refuses a call. */
export interface ServiceFaults {
  readonly badJson: ErrorName;
  readonly badBody: ErrorName;
  readonly notAdmin: ErrorName;
  readonly internal: ErrorName;
}

/** One wire service: the first path segment over REST, the first half of `servcmd` on the socket. */
export interface ServiceSpec<Commands extends Record<string, CommandSpec> = Record<string, CommandSpec>> {
  readonly name: string;
  /** The one function that answers this service. */
  readonly owner: FunctionName;
  /** The service whose files answer its commands too. */
  readonly twinOf?: string;
  readonly faults: ServiceFaults;
  /**
   * `display` adds `ErrorDisplay`, as the profile, sns and recentcontact services do; `bare` leaves `ActionStatus` out
   * (contract: envelope.md 2).
   */
  readonly envelope: 'plain' | 'display' | 'bare';
  readonly commands: Commands;
}

/**
 * Declares a command and keeps the types of its schemas.
 * @returns the same object
 */
export const command = <Body extends z.ZodType, Reply extends z.ZodType>(
  spec: CommandSpec<Body, Reply>,
): CommandSpec<Body, Reply> => spec;

/**
 * Declares a service and keeps the types of its commands.
 * @returns the same object
 */
export const service = <Commands extends Record<string, CommandSpec>>(
  spec: ServiceSpec<Commands>,
): ServiceSpec<Commands> => spec;

/**
 * For `refine`: the error that a body answers which breaks this rule. Commands list it in `errors`.
 * @param message what to do about it; default: the error's own text
 * @example z.int().refine(seconds => seconds <= 604_800, failsWith('MessageLifeTimeTooLong'))
 */
export const failsWith = (fault: ErrorName, message: string = errors[fault].text) => ({
  message,
  params: { fault },
});

const everyPublicDoor: readonly Door[] = ['rest', 'socket'];

/** The doors that lead to a command. */
export const doorsOf = (spec: CommandSpec): readonly Door[] => spec.doors ?? everyPublicDoor;

/** File (without ending) that implements a command in its owner's folder: `admin_getroammsg` → `admin-getroammsg`. */
export const fileOf = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();

/** Export of that file: `admin_getroammsg` → `adminGetroammsg`. */
export const exportOf = (name: string): string =>
  fileOf(name).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
