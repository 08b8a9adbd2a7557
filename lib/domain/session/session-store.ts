import type { Clock, Table } from '../../kernel/ports.ts';
import type { ConnectionId, InstanceId, SdkAppId, UserId } from '../../protocol/ids.ts';
import type { SessionItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';

/** Whether an item still exists for a reader, whatever DynamoDB has deleted yet. */
export const isLive = (item: { readonly ExpiresAt?: number }, now: number): boolean =>
  (item.ExpiresAt ?? Number.POSITIVE_INFINITY) * 1000 > now;

/** A session whose client is connected and has shown signs of life in time. */
export const isConnected = (
  session: SessionItem,
  now: number,
): session is SessionItem & { connection: ConnectionId } =>
  session.connection !== undefined && session.leaseUntil > now;

/**
 * The logged-in clients of an account: 1 read unit, strongly consistent, so that a session written before this read began
 * is never missed (docs/delivery.md).
 */
export const sessionsOf = async (
  { table, clock }: { readonly table: Table; readonly clock: Clock },
  app: SdkAppId,
  account: UserId,
): Promise<readonly SessionItem[]> => {
  const page = await table.query<SessionItem>({
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.account(app, account).PK, ':prefix': keys.sessionPrefix },
    consistent: true,
  });
  return page.items.filter(item => isLive(item, clock.now()));
};

/** Forgets the connection of a session, unless the client has connected anew meanwhile: 1 write unit. */
export const dropConnection = (
  table: Table,
  app: SdkAppId,
  account: UserId,
  instance: InstanceId,
  connection: ConnectionId,
): Promise<unknown> =>
  table.update({
    key: keys.session(app, account, instance),
    set: 'REMOVE #connection',
    condition: '#connection = :connection',
    names: { '#connection': 'connection' },
    values: { ':connection': connection },
  });
