import { ConditionFailed, type Table } from '../../kernel/ports.ts';
import type { ConnectionId } from '../../protocol/ids.ts';
import type { ConnectionItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { connectionSeconds } from './lease.ts';
import type { SessionOwner } from './state-events.ts';

/**
 * Writes down whose client speaks on a connection: 1 write unit.
 * @param now milliseconds since 1970
 * @returns false, with nothing written, when a client of another account logged in there before
 */
export const bindConnection = async (
  table: Table,
  connection: ConnectionId,
  { app, account, instance }: SessionOwner,
  now: number,
): Promise<boolean> => {
  const item: ConnectionItem = {
    ...keys.connection(connection),
    v: 1,
    app,
    account,
    instance,
    ExpiresAt: Math.floor(now / 1000) + connectionSeconds,
  };
  try {
    await table.put({
      item,
      condition: 'attribute_not_exists(PK) OR (#app = :app AND #account = :account)',
      names: { '#app': 'app', '#account': 'account' },
      values: { ':app': app, ':account': account },
    });
    return true;
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
};

/** Whose client speaks on a connection: 1 read unit, strongly consistent. */
export const ownerOf = (table: Table, connection: ConnectionId): Promise<ConnectionItem | undefined> =>
  table.get<ConnectionItem>(keys.connection(connection), { consistent: true });

/** Forgets a connection that has ended: 1 write unit. */
export const unbindConnection = (table: Table, connection: ConnectionId): Promise<unknown> =>
  table.delete({ key: keys.connection(connection) });
