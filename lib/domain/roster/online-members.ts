import type { Ports, Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { MemberItem, RosterItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { SessionItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { forEachOf } from '../bounded.ts';
import { presenceOf, presenceOfSession } from '../session/presence.ts';
import { isLive, sessionsOf } from '../session/session-store.ts';
import { rosterPage } from './roster-store.ts';

type OnlinePorts = Pick<Ports, 'table' | 'clock'>;

/** Clients of a roster in one read unit, about. */
const clientsPerUnit = 25;
/** The usual members whose clients share a shard. */
const membersPerShard = 1000;

/** A member as far as it is looked for. */
type Wanted = Pick<MemberItem, 'account' | 'shard' | 'flag'>;

/** Those with a connected client, by their sessions: 1 read unit each. */
const bySessions = async (
  ports: OnlinePorts,
  app: SdkAppId,
  members: readonly Wanted[],
): Promise<readonly UserId[]> => {
  const found = await forEachOf(members, async ({ account }) => {
    const sessions = await sessionsOf(ports, app, account);
    return presenceOf(sessions, ports.clock.now()).presence === 'Online' ? [account] : [];
  });
  return found.flat();
};

const clientsIn = async (
  ports: OnlinePorts,
  life: GroupLife,
  shard: number,
): Promise<readonly RosterItem[]> => {
  const clients: RosterItem[] = [];
  let after: Readonly<Record<string, unknown>> | undefined;
  do {
    const page = await rosterPage(ports, { life, shard }, after);
    clients.push(...page.items);
    after = page.next;
  } while (after);
  return clients;
};

/** An entry whose connection has ended stays until something is posted to it: its session knows. ½ read unit each. */
const stillOnline = async (
  table: Table,
  app: SdkAppId,
  clients: readonly RosterItem[],
  now: number,
): Promise<readonly UserId[]> => {
  const wanted = clients.map(({ account, instance }) => keys.session(app, account, instance));
  const sessions = await table.getMany<SessionItem>(wanted);
  const online = new Set(
    sessions
      .filter(session => isLive(session, now) && presenceOfSession(session, now) === 'Online')
      .map(({ PK, SK }) => `${PK}\n${SK}`),
  );
  return clients.flatMap(({ account }, i) => {
    const key = wanted[i];
    return key && online.has(`${key.PK}\n${key.SK}`) ? [account] : [];
  });
};

/**
 * Which of some members have a connected client: 1 read unit for about 25 clients in the roster and ½ for each client of these members,
 * or, where that would be more, 1 unit for each member, as for one who wants no messages and stands in no roster.
 * @param count how many members the group has
 */
export const onlineAmong = async (
  ports: OnlinePorts,
  life: GroupLife,
  members: readonly Wanted[],
  count: number,
): Promise<ReadonlySet<UserId>> => {
  const listening = members.filter(({ flag }) => flag !== 'Discard');
  const shards = [...new Set(listening.map(({ shard }) => shard))];
  const units = (shards.length * Math.min(count, membersPerShard)) / clientsPerUnit;
  if (units > members.length) return new Set(await bySessions(ports, life.app, members));
  const wanted = new Set(listening.map(({ account }) => account));
  const clients = (await forEachOf(shards, shard => clientsIn(ports, life, shard))).flat();
  const theirs = clients.filter(({ account }) => wanted.has(account));
  const [heard, others] = await Promise.all([
    stillOnline(ports.table, life.app, theirs, ports.clock.now()),
    bySessions(
      ports,
      life.app,
      members.filter(({ flag }) => flag === 'Discard'),
    ),
  ]);
  return new Set([...heard, ...others]);
};
