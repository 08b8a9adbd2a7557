import { createHash } from 'node:crypto';
import type { Application } from '../../kernel/application.ts';
import { Fault } from '../../kernel/fault.ts';
import type { Ports, Table } from '../../kernel/ports.ts';
import type { ConnectionId, InstanceId, SdkAppId, UserId } from '../../protocol/ids.ts';
import type { AccountItem, SessionItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { createAccount } from '../account/account-store.ts';
import { enterRosters } from '../roster/login-roster.ts';
import { markSessions } from '../status/watch-store.ts';
import { occupy } from './occupy.ts';
import { putOut } from './put-out.ts';
import { endSession, saveSession } from './session-changes.ts';
import { accountWithSessions, type Connected, isConnected } from './session-store.ts';
import { displaced } from './slots.ts';
import { loginEvent, type SessionOwner } from './state-events.ts';

/** The ports that logins need. */
export type SessionPorts = Pick<Ports, 'table' | 'sockets' | 'bus' | 'clock' | 'log'>;

/** A client that has proved its account with a UserSig. */
export interface Applicant {
  readonly account: UserId;
  /** Seconds since 1970 at which its UserSig was made. */
  readonly issuedAt: number;
  readonly platform: number;
  readonly connection: ConnectionId;
}

/**
 * The number of a client. Derived from its first connection, so that a login frame that comes twice, even at the same
 * time, makes one session.
 */
const instanceOf = (account: UserId, connection: ConnectionId): InstanceId => {
  const hash = createHash('sha256').update(`${connection}\n${account}`).digest();
  return (hash.readUInt32BE() >>> 1) as InstanceId;
};

const refuseRevoked = (issuedAt: number, account: AccountItem | undefined): void => {
  if (issuedAt < (account?.notBefore ?? 0)) throw new Fault('UserSigExpired');
};

/** First login of an unknown account registers it (contract: conversations-and-login.md F5). Read strongly, not from the cache. */
const admit = async (
  table: Table,
  app: SdkAppId,
  { account, issuedAt }: Applicant,
  now: number,
): Promise<Pick<AccountItem, 'customStatus' | 'watchedUntil'>> => {
  const item = await table.get<AccountItem>(keys.account(app, account), { consistent: true });
  refuseRevoked(issuedAt, item);
  if (!item) await createAccount(table, app, account, now);
  const { customStatus, watchedUntil } = item ?? {};
  return { ...(customStatus && { customStatus }), ...(watchedUntil && { watchedUntil }) };
};

/** Announces the login and puts out whom the login mode has no room for. */
const takeSlot = async (
  ports: SessionPorts,
  { id, settings }: Application,
  owner: SessionOwner,
  own: Connected,
  sessions: readonly SessionItem[],
): Promise<void> => {
  const now = ports.clock.now();
  const occupants = sessions.map(session => ({ ...session, connected: isConnected(session, now) }));
  const losers = displaced(settings, occupants);
  const kicked = occupants.filter(
    ({ instance, connected }) => connected && losers.some(loser => loser.instance === instance),
  );
  await ports.bus.emit([loginEvent(owner, own, kicked, now)]);
  await putOut(ports, id, owner.account, losers);
};

/**
 * A fresh login: 3 read and 2 write units, 1 write more for a new account and for each session that gives way; for members of
 * groups 1 write for each and 1 read more.
 * The account is read again together with all sessions after the own session is written. So of two logins at once the
 * later one sees the other, and a kick by REST or a deletion at the same time is seen here or sees this session.
 * @throws Fault UserSigExpired when the UserSig was revoked
 */
export const logIn = async (
  ports: SessionPorts,
  application: Application,
  applicant: Applicant,
): Promise<SessionItem> => {
  const { account, connection, platform, issuedAt } = applicant;
  const owner = { app: application.id, account, instance: instanceOf(account, connection) };
  const known = await admit(ports.table, owner.app, applicant, ports.clock.now());
  const [session] = await Promise.all([
    saveSession(ports.table, owner, { ...known, platform, connection }, ports.clock.now()),
    occupy(ports, connection, owner),
  ]);
  const seen = await accountWithSessions(ports.table, owner.app, account, ports.clock.now());
  try {
    // Deleted while it logged in: a session without an account would outlive everything that ends sessions.
    if (!seen.account) throw new Fault('UserSigExpired', 'the account was deleted at this moment');
    refuseRevoked(issuedAt, seen.account);
  } catch (fault) {
    await endSession(ports.table, owner);
    throw fault;
  }
  const { watchedUntil } = seen.account;
  if (watchedUntil !== session.watchedUntil && watchedUntil)
    await markSessions(ports.table, [owner], watchedUntil);
  await Promise.all([
    takeSlot(ports, application, owner, { ...session, ...(watchedUntil && { watchedUntil }) }, seen.sessions),
    enterRosters(ports, owner, session),
  ]);
  return session;
};
