import type { Page, Ports, Table } from '../../kernel/ports.ts';
import type { ConnectionId, UserId } from '../../protocol/ids.ts';
import type { RosterItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { SessionItem } from '../../table/items.ts';
import { expiryAttribute, keys } from '../../table/keys.ts';
import { forEachOf } from '../bounded.ts';
import { conditionHeld, unlessChanged } from '../condition-held.ts';
import { isConnected, isLive, sessionsOf } from '../session/session-store.ts';

/** Where the clients of a member stand, or one client in a live room. */
export interface RosterPlace {
  readonly life: GroupLife;
  readonly shard: number;
  /** In a live room: milliseconds since 1970 when the client came in. */
  readonly cameAt?: number | undefined;
}

/** A session as far as a roster knows it. */
export type RosterClient = Pick<
  SessionItem,
  'instance' | 'connection' | 'leaseUntil' | 'device' | 'ExpiresAt'
>;

const keyOf = (
  { life, shard, cameAt }: RosterPlace,
  account: UserId,
  { instance }: Pick<RosterItem, 'instance'>,
) => keys.rosterEntry(life, shard, account, instance, cameAt);

/** Whether messages of a group concern a client: it is connected, or a phone that can be pushed to. */
export const isReachable = (client: SessionItem, now: number): boolean =>
  isConnected(client, now) || client.device !== undefined;

/** What an entry says beside where its client is. */
export interface EntryDetails {
  /** Milliseconds since 1970 from when it is there, unless it was there before; in live rooms. */
  readonly from?: number | undefined;
  /** Topics whose messages it does not get; absent: as before. */
  readonly silenced?: ReadonlySet<string> | undefined;
}

/** Assignments and removals of an entry, as DynamoDB wants them. */
const changesOf = (
  { cameAt }: RosterPlace,
  { connection }: RosterClient,
  { from, silenced }: EntryDetails,
): string => {
  const set = [
    ...(connection ? ['#connection = :connection'] : []),
    ...(cameAt === undefined ? [] : ['cameAt = :came']),
    ...(from === undefined ? [] : ['hereSince = if_not_exists(hereSince, :from)']),
    ...(silenced?.size ? ['silenced = :silenced'] : []),
  ];
  const remove = [...(connection ? [] : ['#connection']), ...(silenced?.size === 0 ? ['silenced'] : [])];
  return `${set.map(one => `, ${one}`).join('')}${remove.length > 0 ? ` REMOVE ${remove.join(', ')}` : ''}`;
};

/**
 * Writes a client into a roster: 1 write unit. An entry that was made of a later state of the same session stays, so that who
 * comes late with an old connection does not put it over the new one.
 * @returns the entry; undefined when a later one stays
 */
export const writeEntry = (
  table: Table,
  place: RosterPlace,
  account: UserId,
  client: RosterClient,
  details: EntryDetails = {},
): Promise<RosterItem | undefined> => {
  const { instance, connection, leaseUntil, ExpiresAt } = client;
  const { from, silenced } = details;
  const { cameAt } = place;
  return unlessChanged(
    table.update<RosterItem>({
      key: keyOf(place, account, { instance }),
      set: `SET v = :v, account = :account, instance = :instance, #since = :since, #expires = :expires${changesOf(place, client, details)}`,
      condition: 'attribute_not_exists(PK) OR #since <= :since',
      names: { '#connection': 'connection', '#since': 'since', '#expires': expiryAttribute },
      values: {
        ':v': 1,
        ':account': account,
        ':instance': instance,
        ':since': leaseUntil,
        ':expires': ExpiresAt,
        ...(connection && { ':connection': connection }),
        ...(cameAt !== undefined && { ':came': cameAt }),
        ...(from !== undefined && { ':from': from }),
        ...(silenced?.size && { ':silenced': silenced }),
      },
    }),
  );
};

/** Topics whose messages a client is not to get any more, and those that it gets again. */
export interface SilenceChange {
  readonly more?: readonly string[];
  readonly fewer?: readonly string[];
}

/** Changes of which topics a client in a roster gets no messages: 1 write unit for each direction. One that is not there stays away. */
export const changeSilence = async (
  table: Table,
  place: RosterPlace,
  account: UserId,
  client: Pick<RosterItem, 'instance'>,
  { more = [], fewer = [] }: SilenceChange,
): Promise<void> => {
  const change = (verb: 'ADD' | 'DELETE', marks: readonly string[]) =>
    marks.length > 0 &&
    conditionHeld(
      table.update({
        key: keyOf(place, account, client),
        set: `${verb} silenced :marks`,
        condition: 'attribute_exists(PK)',
        values: { ':marks': new Set(marks) },
      }),
    );
  await Promise.all([change('ADD', more), change('DELETE', fewer)]);
};

/**
 * Takes a client out of a roster: 1 write unit.
 * @param connection only if the entry names it; null: only if it names none
 * @returns the entry as it was; undefined when there was none, or another
 */
export const dropEntry = async (
  table: Table,
  place: RosterPlace,
  account: UserId,
  client: Pick<RosterItem, 'instance'>,
  connection?: ConnectionId | null,
): Promise<RosterItem | undefined> => {
  const key = keyOf(place, account, client);
  if (connection === undefined) return table.delete<RosterItem>({ key });
  const names = { '#connection': 'connection' };
  const drop = table.delete<RosterItem>(
    connection === null
      ? { key, condition: 'attribute_not_exists(#connection)', names }
      : { key, condition: '#connection = :connection', names, values: { ':connection': connection } },
  );
  return unlessChanged(drop);
};

/** One page of a shard of a roster: 1 read unit for each begun 4 KB, strongly consistent, about 25 clients each. */
export const rosterPage = async (
  { table, clock }: Pick<Ports, 'table' | 'clock'>,
  { life, shard }: RosterPlace,
  after?: Page<unknown>['next'],
): Promise<Page<RosterItem>> => {
  const page = await table.query<RosterItem>({
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.rosterShard(life, shard).PK, ':prefix': keys.rosterPrefix },
    consistent: true,
    ...(after && { after }),
  });
  const now = clock.now();
  return { ...page, items: page.items.filter(item => isLive(item, now)) };
};

/**
 * Writes the clients of somebody who has just become a member into the roster, after the membership: 1 read unit, and for each
 * client 1 write unit; 1 read more when there is one. Of a join and a login at the same moment one sees the other; a client that
 * logs out meanwhile is taken out again.
 */
export const enterRoster = async (
  { table, clock }: Pick<Ports, 'table' | 'clock'>,
  life: GroupLife,
  shard: number,
  account: UserId,
  silenced?: ReadonlySet<string>,
): Promise<void> => {
  const place = { life, shard };
  const clients = (await sessionsOf({ table, clock }, life.app, account)).filter(client =>
    isReachable(client, clock.now()),
  );
  if (clients.length === 0) return;
  await forEachOf(clients, client => writeEntry(table, place, account, client, { silenced }));
  const still = new Set((await sessionsOf({ table, clock }, life.app, account)).map(one => one.instance));
  await forEachOf(
    clients.filter(({ instance }) => !still.has(instance)),
    client => dropEntry(table, place, account, client),
  );
};

/**
 * Takes the clients of somebody who is no longer a member out of the roster, after the membership: 1 read unit, and 1 write
 * unit for each client.
 */
export const leaveRoster = async (
  { table, clock }: Pick<Ports, 'table' | 'clock'>,
  life: GroupLife,
  shard: number,
  account: UserId,
): Promise<void> => {
  const clients = await sessionsOf({ table, clock }, life.app, account);
  await forEachOf(clients, client => dropEntry(table, { life, shard }, account, client));
};
