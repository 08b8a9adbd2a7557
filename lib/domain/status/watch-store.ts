import type { Table } from '../../kernel/ports.ts';
import type { InstanceId, SdkAppId, UserId } from '../../protocol/ids.ts';
import type { PastEnd, WatchedItem, WatcherItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { allPages } from '../all-pages.ts';
import { conditionHeld } from '../condition-held.ts';
import { accountWithSessions, isLive } from '../session/session-store.ts';
import type { SessionOwner } from '../session/state-events.ts';

/** For how long a client hears of an account it has subscribed to; it may subscribe anew at any time. */
export const watchSeconds = 7 * 86_400;

/** An account whose mark lasts this much shorter than a new subscription is marked anew. */
const slackMilliseconds = 86_400_000;

/** Marks sessions as those of a watched account: 1 write unit each. */
export const markSessions = async (
  table: Table,
  owners: readonly SessionOwner[],
  until: number,
): Promise<void> => {
  const marks = owners.map(({ app, account, instance }) =>
    conditionHeld(
      table.update({
        key: keys.session(app, account, instance),
        set: 'SET #until = :until',
        condition: 'attribute_exists(PK)',
        names: { '#until': 'watchedUntil' },
        values: { ':until': until },
      }),
    ),
  );
  await Promise.all(marks);
};

/** Marks an account as watched, so that its logins announce themselves: afterwards every session carries the mark. */
const markAccount = async (table: Table, app: SdkAppId, account: UserId, now: number): Promise<void> => {
  const until = now + watchSeconds * 1000;
  const marked = table.update({
    key: keys.account(app, account),
    set: 'SET #until = :until',
    condition: 'attribute_exists(PK)',
    names: { '#until': 'watchedUntil' },
    values: { ':until': until },
  });
  if (!(await conditionHeld(marked))) return;
  // Read after the write: a login either is seen here or sees the mark (lib/domain/session/log-in.ts).
  const { sessions } = await accountWithSessions(table, app, account, now);
  const owners = sessions.map(({ instance }) => ({ app, account, instance }));
  await markSessions(table, owners, until);
};

/**
 * Subscribes a client to the status of an account: 1 read and 1 write unit; for an account that nobody has watched for a day
 * 1 read unit and 1 write unit more, and 1 for each of its sessions.
 * @returns false when there is no such account
 */
export const watch = async (
  table: Table,
  watcher: SessionOwner,
  account: UserId,
  now: number,
): Promise<boolean> => {
  const { app, account: subscriber, instance } = watcher;
  const seen = await accountWithSessions(table, app, account, now);
  if (!seen.account) return false;
  const ExpiresAt = Math.floor(now / 1000) + watchSeconds;
  const item: WatcherItem = {
    ...keys.watcher(app, account, subscriber, instance),
    v: 1,
    subscriber,
    instance,
    since: now,
    ExpiresAt,
  };
  await table.put({ item });
  const enough = now + watchSeconds * 1000 - slackMilliseconds;
  const marked = [seen.account, ...seen.sessions].every(({ watchedUntil = 0 }) => watchedUntil >= enough);
  if (!marked) await markAccount(table, app, account, now);
  return true;
};

/** Ends a client's subscription to an account: 1 write unit. */
export const unwatch = (
  table: Table,
  { app, account, instance }: SessionOwner,
  watched: UserId,
): Promise<unknown> => table.delete({ key: keys.watcher(app, watched, account, instance) });

/** Ends all subscriptions that a client has now: 1 write unit, however many there are. */
export const unwatchAll = (
  table: Table,
  { app, account, instance }: SessionOwner,
  now: number,
): Promise<unknown> =>
  conditionHeld(
    table.update({
      key: keys.session(app, account, instance),
      set: 'SET #at = :now',
      condition: 'attribute_exists(PK)',
      names: { '#at': 'unwatchedAt' },
      values: { ':now': now },
    }),
  );

/** Who watches an account, and what they were told last. */
export interface Watchers {
  readonly told: string | undefined;
  /** Of the note that says so; absent before the first. */
  readonly version: number | undefined;
  /** What was announced to end shortly before. */
  readonly ended: readonly PastEnd[];
  /** Clients by account, each with the time of its subscription in milliseconds since 1970. */
  readonly clients: ReadonlyMap<UserId, ReadonlyMap<InstanceId, number>>;
}

const isWatcher = (item: WatcherItem | WatchedItem): item is WatcherItem => 'subscriber' in item;

/** The watchers of an account: 1 read unit for about 25 of them, strongly consistent. */
export const watchersOf = async (
  table: Table,
  app: SdkAppId,
  account: UserId,
  now: number,
): Promise<Watchers> => {
  const clients = new Map<UserId, Map<InstanceId, number>>();
  let note: WatchedItem | undefined;
  const items = await allPages<WatcherItem | WatchedItem>(table, {
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.account(app, account).PK, ':prefix': keys.watcherPrefix },
    consistent: true,
  });
  for (const item of items) {
    if (!isWatcher(item)) note = item;
    else if (isLive(item, now)) {
      const known = clients.get(item.subscriber) ?? new Map<InstanceId, number>();
      clients.set(item.subscriber, known.set(item.instance, item.since));
    }
  }
  return { told: note?.told, version: note?.version, ended: note?.ended ?? [], clients };
};

/** What is known of an account whose status is watched. */
export type Note = Pick<WatchedItem, 'told'> & { readonly ended: readonly PastEnd[] };

/**
 * Notes what the watchers of an account were told, and what has ended: 1 write unit.
 * @param before version of the note that was read
 * @returns false, with nothing noted, when somebody has noted something since it was read
 */
export const noteTold = (
  table: Table,
  app: SdkAppId,
  account: UserId,
  before: number | undefined,
  { told, ended }: Note,
  now: number,
): Promise<boolean> => {
  const item: WatchedItem = {
    ...keys.watched(app, account),
    v: 1,
    told,
    ended,
    version: (before ?? 0) + 1,
    ExpiresAt: Math.floor(now / 1000) + watchSeconds,
  };
  return conditionHeld(
    table.put({
      item,
      condition: before === undefined ? 'attribute_not_exists(#version)' : '#version = :before',
      names: { '#version': 'version' },
      ...(before !== undefined && { values: { ':before': before } }),
    }),
  );
};
