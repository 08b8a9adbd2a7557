import { randomUUID } from 'node:crypto';
import { type Applications, defaultSettings } from '../../kernel/application.ts';
import { audienceOf, type GroupLife } from '../../table/group-keys.ts';
import type { GroupMessageItem, GroupStateItem } from '../../table/group-log-items.ts';
import { forEachOf } from '../bounded.ts';
import type { GroupDirectory } from '../group/group-directory.ts';
import { noteNamed } from '../group-log/mentions.ts';
import { stateOf } from '../group-log/state.ts';
import { deliverAll, type FanOutPorts } from './deliver-shard.ts';
import { dropMessages, reportDropped } from './dropped.ts';
import { type FanOutKind, jobOf, queueOf } from './jobs.ts';
import { endLease, takeLease } from './lease.ts';
import { lettersOf } from './message-letter.ts';
import { restOf } from './ring.ts';
import { type WaitingMessages, waitingMessages } from './waiting-messages.ts';
import {
  admissions,
  type Choice,
  choose,
  creditAt,
  type Level,
  livelyAfter,
  type Pace,
  paceFor,
  restAfter,
} from './window.ts';

/** What the fan-out looks up and remembers for seconds. */
export interface FanOutDeps extends FanOutPorts {
  readonly applications: Applications;
  readonly groups: GroupDirectory;
}

/** Rings of one group that came together. */
export interface Rung {
  readonly life: GroupLife;
  readonly kind: FanOutKind;
  readonly seqs: readonly number[];
  /** Milliseconds since 1970 since when the first of them waits. */
  readonly since: number;
}

/** Flushes of one group in one go; then others have their turn. */
const passesAtOnce = 20;

/** After which numbers are looked for again that were reserved and not written. */
const holeSeconds = 1;

type Candidate = GroupMessageItem & { readonly exempt: boolean };

const paceOf = async (
  { applications }: FanOutDeps,
  { life, kind }: Rung,
  { shards }: GroupStateItem,
): Promise<Pace> => {
  const settings = (await applications.find(life.app))?.settings ?? defaultSettings;
  const seconds = kind === 'room' ? settings.roomWindowSeconds : settings.groupWindowSeconds;
  const configured = { perSecond: settings.groupMessagesPerSecond, windowMs: seconds * 1000 };
  return paceFor(configured, (shards - 1) * settings.rosterShardClients, settings.postsPerSecond);
};

/** How many shards the roster has, which for a topic is its community's: nothing, or 1 read unit. */
const shardsFor = async (
  { table }: Pick<FanOutDeps, 'table'>,
  life: GroupLife,
  state: GroupStateItem,
): Promise<number> => {
  const audience = life.community ? await stateOf(table, audienceOf(life)) : state;
  return audience?.shards ?? 1;
};

const ringAgain = (
  { queue }: FanOutDeps,
  { life, kind }: Rung,
  seqs: readonly number[],
  since: number,
  seconds: number,
): Promise<void> => queue.send(queueOf(kind), [jobOf({ job: 'ring', life, kind, seqs, since }, seconds)]);

/** Whether any of the numbers that rang is still to be delivered. */
const isDue = ({ seqs }: Rung, { flushed, holes = [] }: GroupStateItem): boolean =>
  seqs.some(seq => seq > flushed || holes.includes(seq));

const hasMore = ({ next }: GroupStateItem, { through }: WaitingMessages): boolean => next - 1 > through;

/** Tips of groups tell what is so already; those of live rooms are chat. */
const candidatesOf = (messages: readonly GroupMessageItem[], kind: FanOutKind): readonly Candidate[] =>
  messages.map(message => ({ ...message, exempt: message.tip === true && kind === 'group' }));

const countsByLevel = (dropped: readonly GroupMessageItem[]): Readonly<Record<Level, number>> => {
  const of = (level: Level) => dropped.filter(({ priority }) => priority === level).length;
  return { 1: of(1), 2: of(2), 3: of(3), 4: of(4) };
};

const deliverPassing = async (
  deps: FanOutDeps,
  { life, kind }: Rung,
  { passing }: Choice<Candidate>,
  shards: number,
): Promise<void> => {
  const { app, community = life } = life;
  const found = await deps.groups.find(app, community.group);
  if (found?.born !== community.born) return;
  const group = life.community ? { ...found, topic: { topic: life.group, born: life.born } } : found;
  const messages = passing.filter(({ recalledBy }) => recalledBy === undefined);
  // Before the roster is read: a client is in it, or syncs later and finds this.
  if (kind === 'group') await forEachOf(messages, message => noteNamed(deps.table, life, message));
  const letters = messages.flatMap(message => lettersOf(life.app, group, message, kind));
  await deliverAll(deps, { life, kind, letters }, shards);
};

const finish = (
  { table }: FanOutDeps,
  { life }: Rung,
  state: GroupStateItem,
  { through, holes }: WaitingMessages,
  choice: Choice<Candidate>,
  at: number,
  pace: Pace,
  holder: string,
) => {
  const { dropped, credit } = choice;
  const rest = restAfter(choice, pace);
  const [a, b, c, d] = admissions(credit, rest, pace);
  return endLease(table, life, holder, {
    through,
    holes,
    credit,
    at,
    windowUntil: rest === 0 ? 0 : at + rest,
    livelyUntil: livelyAfter(at, pace),
    limits: [state.upTo1 + a, state.upTo2 + b, state.upTo3 + c, state.upTo4 + d],
    dropped: countsByLevel(dropped),
    uncounted: dropped.filter(({ noUnread }) => !noUnread).length,
  });
};

/**
 * Delivers what a group has: choose, mark what is dropped, post, note. Whoever repeats it after a crash chooses the same.
 * @returns the state afterwards, when there is more and nobody else is at it
 */
const flushOnce = async (
  deps: FanOutDeps,
  rung: Rung,
  state: GroupStateItem,
  pace: Pace,
  holder: string,
): Promise<GroupStateItem | undefined> => {
  const waiting = await waitingMessages(deps, rung.life, state, rung.seqs);
  const now = deps.clock.now();
  const credit = creditAt(state, rung.since, now, pace);
  const choice = choose(candidatesOf(waiting.messages, rung.kind), credit, pace);
  await dropMessages(deps, rung, choice.dropped);
  await deliverPassing(deps, rung, choice, await shardsFor(deps, rung.life, state));
  // Their own rings may have met this lease; who is slower than that rings afterwards.
  if (waiting.newHoles.length > 0) await ringAgain(deps, rung, waiting.newHoles, now, holeSeconds);
  const after = await finish(deps, rung, state, waiting, choice, now, pace, holder);
  if (after) reportDropped(deps, countsByLevel(choice.dropped));
  return after && hasMore(after, waiting) ? after : undefined;
};

/** Goes on while there is more: at once where the group does not rest, else by a ring when it has rested. */
const flushAll = async (
  deps: FanOutDeps,
  rung: Rung,
  first: GroupStateItem,
  pace: Pace,
  holder: string,
): Promise<void> => {
  let state: GroupStateItem | undefined = first;
  let own = holder;
  for (let passes = 1; state; passes += 1) {
    const since: number = passes === 1 ? rung.since : deps.clock.now();
    const after = await flushOnce(deps, { ...rung, since }, state, pace, own);
    if (!after) return;
    const rest = restOf(after, deps.clock.now());
    if (rest > 0 || passes === passesAtOnce) {
      await ringAgain(deps, rung, [after.next - 1], deps.clock.now(), rest);
      return;
    }
    own = randomUUID();
    state = await takeLease(deps.table, rung.life, own, deps.clock.now());
  }
};

/**
 * Takes up rings of a group: 1 read unit when there is nothing to do (any more); a flush is 2 write units and what it reads and
 * posts. One that comes while the group rests is put off. One that meets a flush is for that flush to serve, which looks
 * again at its end; in a group it is put off beyond the lease as well, in case the flush dies.
 */
export const flush = async (deps: FanOutDeps, rung: Rung): Promise<void> => {
  const state = await stateOf(deps.table, rung.life);
  if (!state || !isDue(rung, state)) return;
  const now = deps.clock.now();
  const rest = restOf(state, now);
  if (rest > 0) return ringAgain(deps, rung, rung.seqs, rung.since, rest);
  const holder = randomUUID();
  const taken = await takeLease(deps.table, rung.life, holder, now);
  if (taken) return flushAll(deps, rung, taken, await paceOf(deps, rung, taken), holder);
  // A number that was passed before is not looked at by the flush that is under way.
  const passed = rung.seqs.filter(seq => state.holes?.includes(seq));
  if (passed.length > 0) await ringAgain(deps, rung, passed, rung.since, holeSeconds);
  if (rung.kind === 'room') return;
  const until = (state.leaseUntil ?? now) - now;
  await ringAgain(deps, rung, rung.seqs, rung.since, Math.max(1, Math.ceil(until / 1000)));
};
