import type { Clock, Table } from '../../kernel/ports.ts';
import type { ConnectionId, SdkAppId, UserId } from '../../protocol/ids.ts';
import type { AccountItem, SessionItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import type { SessionOwner } from './state-events.ts';

/** Whether an item still exists for a reader, whatever DynamoDB has deleted yet. */
export const isLive = (item: { readonly ExpiresAt?: number }, now: number): boolean =>
  (item.ExpiresAt ?? Number.POSITIVE_INFINITY) * 1000 > now;

/** A session whose client is connected. */
export type Connected = SessionItem & { readonly connection: ConnectionId };

/** A session whose client is connected and has shown signs of life in time. */
export const isConnected = (session: SessionItem, now: number): session is Connected =>
  session.connection !== undefined && session.leaseUntil > now;

const neighboursOf = async (table: Table, app: SdkAppId, account: UserId, prefix: string) => {
  const { items } = await table.query<AccountItem | SessionItem>({
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.account(app, account).PK, ':prefix': prefix },
    consistent: true,
  });
  return items;
};

const sessionsAmong = (items: readonly (AccountItem | SessionItem)[], now: number): SessionItem[] =>
  items.filter((item): item is SessionItem => 'instance' in item && isLive(item, now));

/**
 * The logged-in clients of an account: 1 read unit, strongly consistent, so that a session written before this read began
 * is never missed (docs/delivery.md).
 */
export const sessionsOf = async (
  { table, clock }: { readonly table: Table; readonly clock: Clock },
  app: SdkAppId,
  account: UserId,
): Promise<readonly SessionItem[]> =>
  sessionsAmong(await neighboursOf(table, app, account, keys.sessionPrefix), clock.now());

/** An account together with its logged-in clients, at one moment: 1 read unit for each begun 4 KB. */
export const accountWithSessions = async (
  table: Table,
  app: SdkAppId,
  account: UserId,
  now: number,
): Promise<{ readonly account: AccountItem | undefined; readonly sessions: readonly SessionItem[] }> => {
  const items = await neighboursOf(table, app, account, keys.accountPrefix);
  return {
    account: items.find((item): item is AccountItem => 'profile' in item),
    sessions: sessionsAmong(items, now),
  };
};

/** One logged-in client: 1 read unit, strongly consistent. */
export const sessionOf = async (
  table: Table,
  owner: SessionOwner,
  now: number,
): Promise<SessionItem | undefined> => {
  const item = await table.get<SessionItem>(keys.session(owner.app, owner.account, owner.instance), {
    consistent: true,
  });
  return item && isLive(item, now) ? item : undefined;
};
