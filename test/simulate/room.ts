import {
  choose,
  creditAt,
  livelyAfter,
  type Rest,
  restAfter,
  waitOf,
} from '../../lib/domain/fan-out/window.ts';
import { windowBytes } from './message-bytes.ts';
import { dice, type Load, offered, type Sent, type Surroundings } from './model.ts';

/** What came of it. */
export interface Outcome {
  /** Milliseconds from send to arrival, of messages of the second half, when Lambda has grown, at every shard; ascending. */
  readonly ages: readonly number[];
  readonly delivered: number;
  readonly dropped: number;
  readonly windows: number;
  /** Posts: one frame for each viewer and window, more when a window does not fit into one. */
  readonly posts: number;
  readonly frameBytes: number;
  /** How much of what was granted was used while the room was busy, at the most used; 1 is all of it. */
  readonly use: Readonly<Record<'posts' | 'concurrency' | 'shard reads' | 'room writes', number>>;
  readonly lambdaSeconds: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly queueRequests: number;
}

/** Bytes of events in one frame (lib/domain/fan-out/frames.ts). */
const frameLimit = 96_000;
/** Bytes of a client in a roster. */
const entryBytes = 180;

/** Messages of a window that ring (lib/domain/fan-out/window.ts). */
const ringing = 2;

/** A flush: what it chose, and when its jobs are in the queue. */
interface Window {
  readonly at: number;
  readonly rings: number;
  readonly passing: readonly Sent[];
}

/** The queue counts in whole seconds. */
const inWholeSeconds = (milliseconds: number): number => Math.ceil(milliseconds / 1000) * 1000;

/** Runs the flushes of a room with the product's own decisions, one after the other as the lease demands. */
const windowsOf = (load: Load, sent: readonly Sent[], { queueMs, readMs }: Surroundings) => {
  const windows: Window[] = [];
  let dropped = 0;
  let credit: number | undefined;
  let rest: Rest = { flushedAt: 0, windowUntil: 0 };
  let waiting = 0;
  while (waiting < sent.length) {
    const first = sent[waiting];
    if (!first) break;
    const rung = first.at + inWholeSeconds(waitOf(rest, first.at)) + queueMs;
    const at = Math.max(rung, rest.windowUntil) + 2 * readMs;
    const until = sent.findIndex(({ at: when }) => when > at);
    const due = sent.slice(waiting, until === -1 ? sent.length : until);
    const allowed = creditAt({ credit, flushedAt: rest.flushedAt }, first.at, at, load.pace);
    const choice = choose(due, allowed, load.pace);
    dropped += choice.dropped.length;
    windows.push({ at, rings: Math.min(ringing, due.length), passing: choice.passing });
    waiting += due.length;
    ({ credit } = choice);
    const windowUntil = at + restAfter(choice, load.pace);
    rest = { flushedAt: at, windowUntil, livelyUntil: livelyAfter(at, load.pace) };
  }
  return { windows, dropped };
};

/** Which of a few things is free first. */
class Workers {
  private readonly free: number[] = [];
  busyMs = 0;
  most = 0;

  constructor(private readonly surroundings: Surroundings) {}

  /** @returns when a job that comes at a time begins */
  begin(at: number): { readonly at: number; readonly place: number } {
    const { firstConsumers, growthPerMinute, concurrency } = this.surroundings;
    const allowed = Math.min(concurrency, Math.floor(firstConsumers + (growthPerMinute * at) / 60_000));
    const idle = this.free.findIndex(until => until <= at);
    if (idle !== -1) return { at, place: idle };
    if (this.free.length < allowed) return { at, place: this.free.push(0) - 1 };
    const place = this.free.indexOf(Math.min(...this.free));
    return { at: this.free[place] ?? at, place };
  }

  end(place: number, from: number, until: number): void {
    this.free[place] = until;
    this.busyMs += until - from;
    this.most = Math.max(this.most, this.free.filter(end => end > from).length);
  }
}

/** Posts that are granted, as they flow in. */
class Posts {
  private granted = 0;

  constructor(private readonly perSecond: number) {}

  /** @returns when the last of so many posts may be made, if they begin at a time */
  take(at: number, count: number): number {
    this.granted = Math.max(this.granted, at) + (count * 1000) / this.perSecond;
    return this.granted;
  }
}

const framesIn = (bytes: number): number => Math.max(1, Math.ceil(bytes / frameLimit));

/** Lets a room run for some seconds. */
export const simulate = (load: Load, surroundings: Surroundings): Outcome => {
  const { queueMs, readMs, postsPerCpuSecond, cpus, postsPerSecond, concurrency } = surroundings;
  const sent = offered(load, dice(7));
  const { windows, dropped } = windowsOf(load, sent, surroundings);
  const shards = Math.max(1, Math.ceil(load.viewers / load.shardClients));
  const clients = load.viewers / shards;
  const workers = new Workers(surroundings);
  const granted = new Posts(postsPerSecond);
  const ages: number[] = [];
  const pages = Math.ceil((clients * entryBytes) / 1_000_000);
  let posts = 0;
  let bytes = 0;
  let last = 0;
  for (const { at, passing } of windows) {
    if (passing.length === 0) continue;
    const size = windowBytes(passing.length, load.messageBytes);
    const count = clients * framesIn(size);
    for (let shard = 0; shard < shards; shard += 1) {
      const begin = workers.begin(at + (shards > 1 ? queueMs : 0));
      const byCpu = begin.at + pages * readMs + (count * 1000) / (postsPerCpuSecond * cpus);
      const end = Math.max(byCpu, granted.take(begin.at, count));
      workers.end(begin.place, begin.at, end);
      const middle = (begin.at + end) / 2;
      for (const message of passing) if (message.at > load.seconds * 500) ages.push(middle - message.at);
      last = Math.max(last, end);
    }
    posts += load.viewers * framesIn(size);
    bytes += size * load.viewers;
  }
  const seconds = Math.max(load.seconds, last / 1000);
  const flushesPerSecond = windows.length / load.seconds;
  const shardUnits = Math.ceil((clients * entryBytes) / 4096);
  return {
    ages: ages.sort((one, other) => one - other),
    delivered: sent.length - dropped,
    dropped,
    windows: windows.length,
    posts,
    frameBytes: bytes / posts,
    use: {
      posts: posts / seconds / postsPerSecond,
      concurrency: workers.most / concurrency,
      'shard reads': (shardUnits * flushesPerSecond) / 3000,
      'room writes': (3 * load.messagesPerSecond + 2 * flushesPerSecond) / 1000,
    },
    lambdaSeconds: workers.busyMs / 1000 + windows.length * 0.05,
    readUnits: shards * shardUnits * windows.length + 4 * windows.length,
    writeUnits: 3 * sent.length + 2 * windows.length,
    queueRequests:
      3 * windows.reduce((sum, { rings }) => sum + rings, 0) + (shards > 1 ? 3 * shards * windows.length : 0),
  };
};
