import type { SessionOwner } from '../../lib/domain/session/state-events.ts';
import { Pace } from '../../lib/domain/status/pace.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { Clock } from '../../lib/kernel/ports.ts';

/** Calls of one kind that a client may make in 5 s (contract: conversations-and-login.md E1). */
const mostCalls = 20;
const paces = new WeakMap<Clock, Pace>();

const paceOf = (clock: Clock): Pace => {
  const known = paces.get(clock) ?? new Pace(clock, 5_000, mostCalls);
  paces.set(clock, known);
  return known;
};

/** The logged-in client that calls. @throws Fault UserSigExpired when there is none */
export const clientOf = ({ application, caller }: Context): SessionOwner => {
  const { account, instance } = caller;
  if (instance === undefined) throw new Fault('UserSigExpired');
  return { app: application.id, account, instance };
};

/**
 * The client that asks for the status of others.
 * @throws Fault UserStatusOff, CommandRateExceeded
 */
export const statusCaller = (context: Context, clock: Clock): SessionOwner => {
  const client = clientOf(context);
  if (!context.application.settings.userStatus) throw new Fault('UserStatusOff');
  const name = `${client.app}/${client.account}/${client.instance}/${context.call.command}`;
  if (!paceOf(clock).admits(name)) throw new Fault('CommandRateExceeded');
  return client;
};

/** What is answered of accounts that do not exist. */
export const absent = (accounts: readonly string[]) =>
  accounts.map(To_Account => {
    const { code: ErrorCode, text: ErrorInfo } = new Fault('AccountNotFound').entry;
    return { To_Account, ErrorCode, ErrorInfo };
  });
