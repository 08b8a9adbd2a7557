import type * as z from 'zod';
import type { CommandSpec, Door } from '../protocol/command.ts';
import type { ConnectionId, InstanceId, UserId } from '../protocol/ids.ts';
import type { Application } from './application.ts';

/** What the caller says of itself; nothing of it is believed before `authenticate`. */
export interface Claims {
  readonly sdkAppId?: string | undefined;
  readonly identifier?: string | undefined;
  readonly userSig?: string | undefined;
  /** Session token (A2Key) of a logged-in client. */
  readonly a2?: string | undefined;
  /** Platform number of the client (contract: client-wire.md 1; 7 = web). */
  readonly platform?: number | undefined;
}

/** A call as every door hands it over: no transport, no cloud. */
export interface Call {
  /** Request id for the log. */
  readonly id: string;
  readonly door: Door;
  readonly service: string;
  readonly command: string;
  readonly claims: Claims;
  /** JSON text over REST; the parsed body of a frame. */
  readonly body: { readonly text: string } | { readonly json: unknown };
  readonly connection?: ConnectionId | undefined;
  /** Other query parameters, for the few commands that read one. */
  readonly parameters: Readonly<Record<string, string | undefined>>;
}

/** Who calls, as proved by a signature. */
export interface Caller {
  readonly account: UserId;
  /** An administrator of the application; may act for other accounts. */
  readonly admin: boolean;
  /** The logged-in client, on the socket only. */
  readonly instance?: InstanceId;
}

/** What a command knows beside its body. */
export interface Context {
  readonly call: Call;
  readonly application: Application;
  /** For commands open to anyone it is the empty account. */
  readonly caller: Caller;
}

/**
 * A command's implementation.
 * @param body the parsed body
 * @returns the reply without its envelope
 * @throws Fault for every documented error
 */
export type Handler<Spec extends CommandSpec, Deps> = (
  body: z.output<Spec['body']>,
  context: Context,
  deps: Deps,
) => Promise<z.input<Spec['reply']>>;

/** The reply with its envelope, ready for any door. */
export type ReplyBody = Readonly<Record<string, unknown>> & { readonly ErrorCode: number };
