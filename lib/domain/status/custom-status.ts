import type { Ports } from '../../kernel/ports.ts';
import type { ConnectionId } from '../../protocol/ids.ts';
import { statusChange } from '../../protocol/pushes.ts';
import { statusSetType } from '../../protocol/state-change.ts';
import type { AccountItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
import { type DeliveryPorts, deliver } from '../session/deliver.ts';
import { sessionsOf } from '../session/session-store.ts';
import { type SessionOwner, statusEvent } from '../session/state-events.ts';

/**
 * Sets the custom status of an account and tells its other clients: 2 read units, 1 write unit for each begun KB of the
 * account and 1 for each session, which carries a copy, so that a client that comes back learns it without a read.
 * @param except the connection that asked for it
 */
export const setCustomStatus = async (
  ports: DeliveryPorts & Pick<Ports, 'bus'>,
  { app, account, instance }: SessionOwner,
  customStatus: string,
  except: ConnectionId | undefined,
): Promise<void> => {
  const { table, clock } = ports;
  const change = {
    set: customStatus ? 'SET #custom = :custom' : 'REMOVE #custom',
    condition: 'attribute_exists(PK)',
    names: { '#custom': 'customStatus' },
    ...(customStatus && { values: { ':custom': customStatus } }),
  };
  const item = await table.update<AccountItem>({ key: keys.account(app, account), ...change });
  const sessions = await sessionsOf(ports, app, account);
  const copies = sessions.map(session =>
    conditionHeld(table.update({ key: keys.session(app, account, session.instance), ...change })),
  );
  await Promise.all(copies);
  const now = clock.now();
  if ((item.watchedUntil ?? 0) > now) {
    await ports.bus.emit([statusEvent({ app, account, instance }, statusSetType, now)]);
  }
  await deliver(ports, app, account, [statusChange(account, 1, customStatus)], except);
};
