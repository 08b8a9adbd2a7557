/**
 * Which messages of a window pass, and how long a group rests: pure, so that tests and simulations run it with clocks of their own
 * (docs/groups.md, contract: groups.md 10.5).
 */

/** 1 High to 4 Lowest. */
export type Level = 1 | 2 | 3 | 4;

/** How fast a group may go. */
export interface Pace {
  /** Messages. */
  readonly perSecond: number;
  /** How long a group rests after a flush; 0: not at all while it is within its rate. */
  readonly windowMs: number;
}

/** Messages of ordinary size, a kilobyte with all that goes with them, that fit into one frame (frames.ts). */
const messagesOfFrame = 96;

/** Of the posts that are granted; the same quota has to carry frames of clients, replies, and what was late. */
const shareForPosts = 0.8;

/**
 * The pace of a group with so many clients. Every client gets a frame in each window, and API Gateway grants a number of posts
 * a second: where the audience is too large for the window, the window grows, and no more passes than fits into one frame,
 * because a second frame would need the posts once more (docs/live-rooms.md).
 * @param clients about how many there are
 * @param postsPerSecond that the account is granted
 */
export const paceFor = (configured: Pace, clients: number, postsPerSecond: number): Pace => {
  const windowMs = Math.ceil((clients * 1000) / (postsPerSecond * shareForPosts));
  if (windowMs <= Math.max(configured.windowMs, leastWindowMs)) return configured;
  return { windowMs, perSecond: Math.min(configured.perSecond, (messagesOfFrame * 1000) / windowMs) };
};

/** What a group may still send, as its last flush left it. */
export interface Credit {
  /** Messages; absent before the first flush. */
  readonly credit?: number | undefined;
  /** Milliseconds since 1970 of the last flush. */
  readonly flushedAt: number;
}

/** A message that waits. */
export interface Waiting {
  readonly seq: number;
  readonly random: number;
  readonly priority: Level;
  /** Passes whatever the rate, and counts for nothing. */
  readonly exempt?: boolean;
}

/** What a flush decides. */
export interface Choice<T extends Waiting> {
  /** In the order of their numbers. */
  readonly passing: readonly T[];
  readonly dropped: readonly T[];
  /** What is left for the next flush. */
  readonly credit: number;
}

/** A group over its rate collects this long, so that there is something to choose from. */
const leastWindowMs = 1000;
/** Work that waited longer gets no more credit for it: somebody was down, and nobody wants it all at once. */
const longestBacklogMs = 10_000;

/** What only High may use: by it High is safe from the jitter of windows. */
const spareOf = ({ perSecond }: Pace): number => Math.ceil(perSecond / 5);

/** What a group that was idle may send at once. */
const fullCredit = (pace: Pace): number => pace.perSecond * Math.max(1, pace.windowMs / 1000) + spareOf(pace);

/**
 * How many messages may pass now. While a group is idle it saves up to one window; while something waits it earns without
 * bound, because what waits is not yet sent.
 * @param since milliseconds since 1970 since when something waits
 */
export const creditAt = ({ credit, flushedAt }: Credit, since: number, now: number, pace: Pace): number => {
  const full = fullCredit(pace);
  const busyFrom = Math.max(flushedAt, Math.min(since, now), now - longestBacklogMs);
  const earnedIdle = (pace.perSecond * (busyFrom - flushedAt)) / 1000;
  const saved = Math.min(full, (credit ?? full) + Math.max(0, earnedIdle));
  return saved + (pace.perSecond * Math.max(0, now - busyFrom)) / 1000;
};

/** Chance, but the same for whoever repeats the choice. */
const lotOf = ({ seq, random }: Waiting): number => Math.imul(random ^ (seq * 0x9e37), 0x9e3779b1) >>> 0;

const byRank = (one: Waiting, other: Waiting): number =>
  one.priority - other.priority || lotOf(one) - lotOf(other) || one.seq - other.seq;

/** The best messages that the credit allows: by priority, then by chance. */
export const choose = <T extends Waiting>(waiting: readonly T[], credit: number, pace: Pace): Choice<T> => {
  const passing = waiting.filter(({ exempt }) => exempt);
  const dropped: T[] = [];
  let left = credit;
  for (const message of waiting.filter(({ exempt }) => !exempt).sort(byRank)) {
    if (left - 1 >= (message.priority === 1 ? 0 : spareOf(pace))) {
      passing.push(message);
      left -= 1;
    } else dropped.push(message);
  }
  return { passing: passing.sort((one, other) => one.seq - other.seq), dropped, credit: left };
};

/** How long a group rests after a choice, in milliseconds: longer than it would when it is at its limit. */
export const restAfter = ({ dropped, credit }: Choice<Waiting>, pace: Pace): number => {
  const atItsLimit = dropped.length > 0 || credit < fullCredit(pace) / 2;
  return atItsLimit ? Math.max(leastWindowMs, pace.windowMs) : pace.windowMs;
};

/** A group that was quiet for so many of its windows is idle: what is said in it then is told at once. */
const quietWindows = 3;

/**
 * Until when a group counts as lively after a flush, in milliseconds since 1970. Without a window it never does.
 * @param at milliseconds since 1970 of the flush
 */
export const livelyAfter = (at: number, { windowMs }: Pace): number => at + quietWindows * windowMs;

/** How a group rests, as its last flush left it; all in milliseconds since 1970. */
export interface Rest {
  readonly flushedAt: number;
  /** Until when it is not flushed. */
  readonly windowUntil: number;
  /** Absent before the first flush with a window. */
  readonly livelyUntil?: number | undefined;
}

/**
 * How long a message that has just been written waits for others, in milliseconds. In a lively group that is a whole window, so
 * that also at one message in a window two share a frame; an idle one is told at once.
 */
export const waitOf = ({ flushedAt, windowUntil, livelyUntil = 0 }: Rest, now: number): number =>
  now < livelyUntil ? windowUntil - flushedAt : Math.max(0, windowUntil - now);

/** Messages of a window that ring: one of their senders may die before it does. */
const ringing = 2;

/**
 * How long after a window a message may still be written without ringing, in milliseconds: the flush that passed its number
 * looks for it once more after a second (docs/groups.md, Holes).
 */
const lateWrite = 900;

/**
 * Whether others have rung for a message of a live room already: in a lively room the first messages behind the last flush do, and
 * that flush takes all there is. When it is late, everybody rings.
 * @param seq number of the message
 */
export const isRungFor = (
  { flushed, flushedAt, windowUntil, livelyUntil = 0 }: Rest & { readonly flushed: number },
  seq: number,
  now: number,
): boolean =>
  seq > flushed + ringing &&
  now < livelyUntil &&
  now < windowUntil + Math.min(lateWrite, windowUntil - flushedAt);

/**
 * How many messages of each priority and those before it are worth a number while the group rests: more would be dropped
 * by the next flush anyway. Half a second is given for a flush that comes late.
 */
export const admissions = (
  credit: number,
  restMs: number,
  pace: Pace,
): readonly [number, number, number, number] => {
  const high = Math.ceil(credit + (pace.perSecond * (restMs + 500)) / 1000);
  const others = Math.max(0, high - spareOf(pace));
  return [high, others, others, others];
};
