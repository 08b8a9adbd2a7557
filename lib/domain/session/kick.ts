import { Fault } from '../../kernel/fault.ts';
import { ConditionFailed, type Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import { keys } from '../../table/keys.ts';
import type { SessionPorts } from './log-in.ts';
import { putOut } from './put-out.ts';
import { sessionsOf } from './session-store.ts';
import { logoutEvent } from './state-events.ts';

/**
 * Refuses every UserSig of an account that was made before the given second: 1 write unit.
 * @throws Fault AccountNotFound
 */
const revokeSignatures = async (
  table: Table,
  app: SdkAppId,
  account: UserId,
  second: number,
): Promise<void> => {
  try {
    await table.update({
      key: keys.account(app, account),
      set: 'SET #notBefore = :second',
      condition: 'attribute_exists(PK)',
      names: { '#notBefore': 'notBefore' },
      values: { ':second': second },
    });
  } catch (error) {
    throw error instanceof ConditionFailed ? new Fault('AccountNotFound') : error;
  }
};

/**
 * Refuses the UserSigs that an account has before the given second and ends its sessions: 1 read unit, 1 write unit and 1
 * more for each session. Repeating it does the rest of one that was cut short.
 * @throws Fault AccountNotFound
 */
export const endEverySession = async (
  ports: SessionPorts,
  app: SdkAppId,
  account: UserId,
  second: number,
): Promise<void> => {
  await revokeSignatures(ports.table, app, account, second);
  const sessions = await sessionsOf(ports, app, account);
  const now = ports.clock.now();
  await ports.bus.emit(
    sessions.map(session => logoutEvent({ app, account, instance: session.instance }, session, now)),
  );
  const all = sessions.map(({ instance }) => ({ instance, kickType: 3 as const }));
  await putOut(ports, app, account, all);
};

/** The first second whose UserSigs are not revoked by a kick now: a UserSig tells only the second it was made in. */
export const nextSecond = ({ clock }: Pick<SessionPorts, 'clock'>): number =>
  Math.floor(clock.now() / 1000) + 1;

/**
 * Ends every login of an account and refuses the UserSigs it has (contract: accounts.md, kick). It returns when the next
 * second has begun: whoever makes a UserSig after the answer can log in with it.
 * @throws Fault AccountNotFound
 */
export const kick = async (ports: SessionPorts, app: SdkAppId, account: UserId): Promise<void> => {
  const second = nextSecond(ports);
  await endEverySession(ports, app, account, second);
  await ports.clock.until(second * 1000);
};
