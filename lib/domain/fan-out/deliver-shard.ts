import type { Page, Ports } from '../../kernel/ports.ts';
import type { RosterItem } from '../../table/group-items.ts';
import type { SessionItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { forEachOf } from '../bounded.ts';
import { type Away, emitGroupPush } from '../push/group-push.ts';
import { countGoing } from '../room/room-shards.ts';
import { settleGone } from '../roster/gone.ts';
import { dropEntry, type RosterPlace, rosterPage } from '../roster/roster-store.ts';
import { isConnected, isLive } from '../session/session-store.ts';
import { topicMark } from '../topic/topic-mark.ts';
import { type Addressee, type FanOutKind, jobOf } from './jobs.ts';
import { inJobs, isForAccount, type Letter } from './letter.ts';
import { longPatience, ordinaryPatience, postLetters } from './post.ts';

/** The ports of the fan-out. */
export type FanOutPorts = Pick<Ports, 'table' | 'sockets' | 'queue' | 'bus' | 'clock' | 'log'>;

/** Seconds before the n-th repetition; then a client is left to its next sync. */
const repetitions = [1, 3, 10] as const;

/** Letters on their way to one shard. */
export interface ShardMail extends RosterPlace {
  readonly kind: FanOutKind;
  readonly letters: readonly Letter[];
}

const isConnectedEntry = (entry: RosterItem): entry is RosterItem & Addressee =>
  entry.connection !== undefined;

const addresseeOf = ({ account, instance, connection, cameAt }: Addressee): Addressee => ({
  account,
  instance,
  connection,
  cameAt,
});

/** Hands clients that were too slow, or whose post failed, to an invocation of its own. */
const postpone = async (
  { queue, log }: FanOutPorts,
  { life, kind, shard, letters }: ShardMail,
  addressees: readonly Addressee[],
  attempt: number,
): Promise<void> => {
  if (addressees.length === 0) return;
  const delay = repetitions[attempt - 1];
  if (delay === undefined) {
    log.info('clients were given up; they find what they missed on sync', { clients: addressees.length });
    return;
  }
  const unpushed = letters.map(({ offline: _, ...letter }) => letter);
  const jobs = inJobs(unpushed).map(part =>
    jobOf({ job: 'retry', life, kind, shard, letters: part, addressees, attempt }, delay),
  );
  await queue.send('shards', jobs);
};

/**
 * Posts letters to clients, puts right the entries of those that are gone, and hands the rest to a job of its own.
 * @returns clients that turned out to be away, and want to be pushed to
 */
export const postTo = async (
  ports: FanOutPorts,
  mail: ShardMail,
  clients: readonly Addressee[],
  attempt: number,
): Promise<readonly Away[]> => {
  const patience = attempt === 1 ? ordinaryPatience : longPatience;
  const { gone, late } = await postLetters(ports, clients, mail.letters, patience);
  const found = await forEachOf(gone, async client => ({
    client,
    where: await settleGone(ports, { ...mail, cameAt: client.cameAt }, client, mail.kind === 'group'),
  }));
  const moved = found.flatMap(({ client, where }) =>
    where.now === 'elsewhere' ? [{ ...client, connection: where.connection }] : [],
  );
  await postpone(ports, mail, late, attempt);
  const lost = moved.length > 0 ? await postTo(ports, mail, moved, attempt + 1) : [];
  const dropped = found.flatMap(({ where }) => (where.now === 'out' && where.dropped ? [where] : []));
  if (mail.kind === 'room') {
    const accounts = dropped.filter(({ alone }) => alone).length;
    await countGoing(ports, mail, { clients: dropped.length, accounts });
  }
  const away = found.flatMap(({ client, where }) =>
    where.now === 'away' ? [{ account: client.account, session: where.session }] : [],
  );
  return [...lost, ...away];
};

/** The sessions of clients that a roster keeps for pushes; entries of those that have ended go. */
const awaySessions = async (
  { table, clock }: FanOutPorts,
  mail: ShardMail,
  entries: readonly RosterItem[],
): Promise<readonly Away[]> => {
  if (entries.length === 0) return [];
  const wanted = entries.map(({ account, instance }) => keys.session(mail.life.app, account, instance));
  const sessions = await table.getMany<SessionItem>(wanted, { consistent: true });
  const byKey = new Map(sessions.map(session => [`${session.PK}\n${session.SK}`, session]));
  const now = clock.now();
  const away = await forEachOf(entries, async entry => {
    const { PK, SK } = keys.session(mail.life.app, entry.account, entry.instance);
    const session = byKey.get(`${PK}\n${SK}`);
    // One that is just coming back syncs when it is there.
    if (session && isConnected(session, now)) return [];
    if (session?.device && isLive(session, now)) return [{ account: entry.account, session }];
    await dropEntry(table, mail, entry.account, entry, null);
    return [];
  });
  return away.flat();
};

const push = async (ports: FanOutPorts, mail: ShardMail, away: readonly Away[]): Promise<void> => {
  const offline = mail.letters.flatMap(letter =>
    letter.offline
      ? [
          {
            draft: letter.offline,
            isFor: (account: RosterItem['account']) => isForAccount(letter, account),
          },
        ]
      : [],
  );
  await emitGroupPush(ports, mail.life, mail.shard, offline, away);
};

/**
 * Brings letters to every client of a shard, but what is of a topic not to those who want nothing of it: 1 read unit for about 25 clients, a post for each that is connected, an event for
 * those that are away with a device. It may be repeated: clients drop what they know.
 */
export const deliverShard = async (ports: FanOutPorts, mail: ShardMail): Promise<void> => {
  const pushes = mail.letters.some(({ offline }) => offline !== undefined);
  const mark = mail.life.community && topicMark(mail.life);
  let after: Page<RosterItem>['next'];
  do {
    const page = await rosterPage(ports, mail, after);
    const listening = page.items.filter(({ silenced }) => !mark || !silenced?.has(mark));
    const connected = listening.filter(isConnectedEntry).map(addresseeOf);
    const absent = listening.filter(entry => !isConnectedEntry(entry));
    const [lost, away] = await Promise.all([
      postTo(ports, mail, connected, 1),
      pushes ? awaySessions(ports, mail, absent) : [],
    ]);
    if (pushes) await push(ports, mail, [...lost, ...away]);
    after = page.next;
  } while (after);
};

/** Brings letters to every shard of a roster: the only one at once, several by a job each. */
export const deliverAll = async (
  ports: FanOutPorts,
  mail: Omit<ShardMail, 'shard'>,
  shards: number,
): Promise<void> => {
  if (mail.letters.length === 0) return;
  if (shards <= 1) return deliverShard(ports, { ...mail, shard: 0 });
  const { life, kind, letters } = mail;
  const parts = inJobs(letters);
  const jobs = Array.from({ length: shards }, (_, shard) =>
    parts.map(part => jobOf({ job: 'shard', life, kind, shard, letters: part })),
  ).flat();
  await ports.queue.send('shards', jobs);
};
