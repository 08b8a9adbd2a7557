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
 * Ends every login of an account and refuses the UserSigs it has (contract: accounts.md, kick). A UserSig tells only the
 * second it was made in, so the next second is the first whose UserSigs count, and this returns when it has begun: whoever
 * makes one after the answer can log in with it. 1 read unit, 1 write unit and 1 more for each session.
 * @throws Fault AccountNotFound
 */
export const kick = async (ports: SessionPorts, app: SdkAppId, account: UserId): Promise<void> => {
  const second = Math.floor(ports.clock.now() / 1000) + 1;
  await revokeSignatures(ports.table, app, account, second);
  const sessions = await sessionsOf(ports, app, account);
  const now = ports.clock.now();
  await ports.bus.emit(
    sessions.map(session => logoutEvent({ app, account, instance: session.instance }, session, now)),
  );
  const all = sessions.map(({ instance }) => ({ instance, kickType: 3 as const }));
  await putOut(ports, app, account, all);
  await ports.clock.until(second * 1000);
};
