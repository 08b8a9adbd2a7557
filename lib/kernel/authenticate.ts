import type { CommandSpec, ServiceSpec } from '../protocol/command.ts';
import type { InstanceId, SdkAppId, UserId } from '../protocol/ids.ts';
import {
  type Application,
  type Applications,
  defaultSettings,
  type LiveSessions,
  type SignatureEpochs,
} from './application.ts';
import type { Call, Caller } from './call.ts';
import { Fault } from './fault.ts';
import { verifySessionToken } from './session-token.ts';
import { type UserSigClaims, verifyUserSig } from './user-sig.ts';

/** Where identity is looked up. */
export interface Identity {
  readonly applications: Applications;
  readonly epochs: SignatureEpochs;
  readonly sessions: LiveSessions;
}

/** The caller of a command that is open to anyone, and of a login, which proves its identity itself. */
export const nobody: Caller = { account: '' as UserId, admin: false };

/** The application of a command that is open to anyone: such a call is not looked up at all. */
export const noApplication: Application = {
  id: 0 as SdkAppId,
  secretKeys: [],
  admins: [],
  disabled: false,
  settings: defaultSettings,
};

/**
 * The application a call belongs to (order of checks: contract envelope.md 4).
 * @throws Fault ApplicationMissing, RequestNotParsable, ApplicationNotFound, ApplicationDisabled
 */
export const findApplication = async (call: Call, applications: Applications): Promise<Application> => {
  const claimed = call.claims.sdkAppId;
  if (claimed === undefined || claimed === '') throw new Fault('ApplicationMissing');
  if (!/^\d{1,10}$/.test(claimed)) throw new Fault('RequestNotParsable', 'sdkappid is not an integer');
  const application = await applications.find(Number(claimed) as SdkAppId);
  if (!application) throw new Fault('ApplicationNotFound');
  if (application.disabled) throw new Fault('ApplicationDisabled');
  return application;
};

/**
 * Checks the UserSig that a call carries.
 * @param now milliseconds since 1970
 * @throws Fault one of UserSig…
 */
export const checkUserSig = (call: Call, application: Application, now: number): UserSigClaims => {
  const result = verifyUserSig(call.claims.userSig ?? '', {
    sdkAppId: application.id,
    identifier: call.claims.identifier ?? '',
    secretKeys: application.secretKeys,
    now,
  });
  if (typeof result === 'string') throw new Fault(result);
  return result;
};

const byUserSig = async (
  call: Call,
  application: Application,
  identity: Identity,
  now: number,
): Promise<Caller> => {
  const claims = checkUserSig(call, application, now);
  const account = claims.identifier as UserId;
  if (claims.issuedAt < (await identity.epochs.notBefore(application.id, account)))
    throw new Fault('UserSigExpired');
  return { account, admin: application.admins.includes(account) };
};

const bySessionToken = async (
  call: Call,
  application: Application,
  identity: Identity,
  now: number,
): Promise<Caller> => {
  const claims = verifySessionToken(call.claims.a2 ?? '', application, now);
  if (!claims) throw new Fault('MessageAuthFailed');
  const account = claims.account as UserId;
  const instance = claims.instance as InstanceId;
  // A client that reconnects sends its unanswered frames again before it logs in (docs/sessions.md).
  const here = claims.connection === call.connection;
  if (!here && !(await identity.sessions.exists(application.id, account, instance)))
    throw new Fault('MessageAuthFailed');
  return { account, admin: application.admins.includes(account), instance };
};

/** Whether a call on the socket carries a UserSig in place of a session token, and may. */
const isSigned = ({ claims }: Call, spec: CommandSpec): boolean =>
  spec.byUserSig === true && claims.a2 === undefined && claims.userSig !== undefined;

/**
 * Proves who calls: over REST by UserSig, on the socket by the session token, or by UserSig where published clients send
 * that. A login proves its identity itself.
 * @param now milliseconds since 1970
 * @throws Fault UserSig…, MessageAuthFailed, AdminRequired, or the service's own "not an administrator"
 */
export const authenticate = async (
  call: Call,
  service: ServiceSpec,
  spec: CommandSpec,
  application: Application,
  identity: Identity,
  now: number,
): Promise<Caller> => {
  if (spec.caller === 'applicant') return nobody;
  if (call.door === 'socket') {
    const prove = isSigned(call, spec) ? byUserSig : bySessionToken;
    const caller = await prove(call, application, identity, now);
    if (spec.caller === 'admin' && !caller.admin) throw new Fault(service.faults.notAdmin);
    return caller;
  }
  const caller = await byUserSig(call, application, identity, now);
  if (!caller.admin) throw new Fault('AdminRequired');
  return caller;
};

/**
 * The account a call acts for: itself when the body names none, another one only for an administrator.
 * @throws Fault the service's "not an administrator" (contract: envelope.md 4)
 */
export const actingAccount = (caller: Caller, named: UserId | undefined, service: ServiceSpec): UserId => {
  if (named === undefined || named === caller.account) return caller.account;
  if (!caller.admin) throw new Fault(service.faults.notAdmin);
  return named;
};
