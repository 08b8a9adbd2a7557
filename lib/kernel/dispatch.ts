import type * as z from 'zod';
import { type CommandSpec, doorsOf, type ServiceSpec } from '../protocol/command.ts';
import { type ErrorName, errors } from '../protocol/errors.ts';
import type { Application } from './application.ts';
import { authenticate, findApplication, type Identity, noApplication, nobody } from './authenticate.ts';
import type { Call, Context, Handler, ReplyBody } from './call.ts';
import { Fault } from './fault.ts';
import type { Clock, Log } from './ports.ts';
import type { Throttle } from './throttle.ts';

/** Loads a command's implementation, a `Handler`, by its wire names; undefined when there is none. */
export type Loader = (service: string, command: string) => Promise<unknown>;

/** How a function knows its callers and keeps their number down. */
export interface Access extends Identity {
  readonly throttle: Throttle;
}

/** What one function answers, and with what. */
export interface Program<Deps> {
  readonly services: readonly ServiceSpec[];
  readonly load: Loader;
  readonly deps: Deps;
  /** Absent in a function whose commands are all open to anyone. */
  readonly access?: Access;
  readonly clock: Clock;
  readonly log: Log;
}

interface Found {
  readonly service: ServiceSpec;
  readonly spec: CommandSpec;
}

const find = (call: Call, services: readonly ServiceSpec[]): Found => {
  const service = services.find(candidate => candidate.name === call.service);
  const spec =
    service && Object.hasOwn(service.commands, call.command) ? service.commands[call.command] : undefined;
  if (!service || !spec || !doorsOf(spec).includes(call.door)) throw new Fault('CommandUnknown');
  return { service, spec };
};

const throttle = async (call: Call, spec: CommandSpec, app: Application, access: Access, now: number) => {
  if (call.door !== 'rest') return;
  const name = `${call.service}.${call.command}`;
  if (!(await access.throttle.admits(app.id, name, spec.callsPerSecond ?? 200, now))) {
    throw new Fault(spec.tooOften ?? 'CommandRateExceeded');
  }
};

/** Everything before the body: which application, who calls, and how often. */
const admit = async (
  call: Call,
  { service, spec }: Found,
  access: Access | undefined,
  now: number,
): Promise<Context> => {
  if (spec.caller === 'anyone') return { call, application: noApplication, caller: nobody };
  if (!access) throw new Fault('CommandNotSupported');
  const application = await findApplication(call, access.applications);
  const caller = await authenticate(call, service, spec, application, access, now);
  await throttle(call, spec, application, access, now);
  return { call, application, caller };
};

const jsonOf = (call: Call, service: ServiceSpec): unknown => {
  if ('json' in call.body) return call.body.json ?? {};
  try {
    return JSON.parse(call.body.text);
  } catch {
    throw new Fault(service.faults.badJson);
  }
};

const isErrorName = (name: unknown): name is ErrorName =>
  typeof name === 'string' && Object.hasOwn(errors, name);

/** The documented error of a rule that the body breaks; undefined when neither the rule nor the field has one. */
const faultOf = (issue: z.core.$ZodIssue, spec: CommandSpec): ErrorName | undefined => {
  const own: unknown = issue.code === 'custom' ? issue.params?.fault : undefined;
  if (isErrorName(own)) return own;
  const field = String(issue.path[0]);
  return (issue.path.length > 1 ? spec.fieldFaults?.[`${field}.*`] : undefined) ?? spec.fieldFaults?.[field];
};

const parse = ({ service, spec }: Found, json: unknown): unknown => {
  const result = spec.body.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const key = (issue && faultOf(issue, spec)) ?? service.faults.badBody;
  throw new Fault(key, issue && `${issue.path.join('.') || 'body'}: ${issue.message}`);
};

const encode = (
  service: ServiceSpec | undefined,
  reply: object,
  ActionStatus: 'OK' | 'FAIL' = 'OK',
): ReplyBody => ({
  ...(service?.envelope !== 'bare' && { ActionStatus }),
  ErrorCode: 0,
  ErrorInfo: '',
  ...(service?.envelope === 'display' && { ErrorDisplay: '' }),
  ...reply,
});

const refusal = (service: ServiceSpec | undefined, fault: Fault): ReplyBody =>
  encode(service, { ErrorCode: fault.entry.code, ErrorInfo: fault.message }, 'FAIL');

const run = async <Deps>(call: Call, found: Found, program: Program<Deps>): Promise<ReplyBody> => {
  const context = await admit(call, found, program.access, program.clock.now());
  const body = parse(found, jsonOf(call, found.service));
  const handler = (await program.load(call.service, call.command)) as Handler<CommandSpec, Deps> | undefined;
  if (!handler) throw new Fault('CommandNotSupported');
  const reply = (await handler(body, context, program.deps)) as object;
  return encode(found.service, { ErrorInfo: found.spec.successText ?? '', ...reply });
};

/**
 * The pipeline, the same for every door: find, identify, throttle, parse, run, encode. It always answers: a documented
 * error as such, anything else as the service's internal error, which alone is logged with its stack.
 */
export const dispatch = async <Deps>(call: Call, program: Program<Deps>): Promise<ReplyBody> => {
  let service: ServiceSpec | undefined;
  try {
    const found = find(call, program.services);
    service = found.service;
    return await run(call, found, program);
  } catch (error) {
    if (error instanceof Fault) return refusal(service, error);
    program.log.error('unexpected failure', {
      command: `${call.service}.${call.command}`,
      requestId: call.id,
      error,
    });
    const internal: ErrorName = service?.faults.internal ?? 'MessageServiceInternal';
    return refusal(service, new Fault(internal));
  }
};
