import type { Level, Pace, Waiting } from '../../lib/domain/fan-out/window.ts';

/** What AWS grants an account, and how fast things are. Defaults of a new account, or as documented beside each. */
export interface Surroundings {
  /** Requests a second to API Gateway, posts among them (API Gateway quotas: 10,000 a second and account). */
  readonly postsPerSecond: number;
  /** Invocations of the fan-out for shards at the same time (lib/infra/fan-out-queues.ts). */
  readonly concurrency: number;
  /** By how many a minute Lambda raises the consumers of a queue (Lambda developer guide, SQS scaling: 300). */
  readonly growthPerMinute: number;
  /** With how many it begins (5). */
  readonly firstConsumers: number;
  /** Posts a second of CPU (`npm run bench -- posts`). */
  readonly postsPerCpuSecond: number;
  /** Share of a CPU that a function has: 1,769 MB are one (Lambda developer guide). */
  readonly cpus: number;
  /** Milliseconds that SQS takes to hand a job over; an assumption. */
  readonly queueMs: number;
  /** Milliseconds of a read of DynamoDB; an assumption. */
  readonly readMs: number;
}

export const newAccount: Surroundings = {
  postsPerSecond: 10_000,
  concurrency: 100,
  growthPerMinute: 300,
  firstConsumers: 5,
  postsPerCpuSecond: 11_000,
  cpus: 512 / 1769,
  queueMs: 30,
  readMs: 6,
};

/** What is asked of a room. */
export interface Load {
  readonly viewers: number;
  readonly messagesPerSecond: number;
  /** Bytes of the frame that a message would make alone, with everything around its text. */
  readonly messageBytes: number;
  readonly seconds: number;
  readonly pace: Pace;
  readonly shardClients: number;
}

/** A message that was sent at a time. */
export interface Sent extends Waiting {
  readonly at: number;
}

/** Numbers that look like chance and are the same in every run. */
export const dice = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

/** Messages that come by chance, so many a second on average, of all priorities alike. */
export const offered = ({ messagesPerSecond, seconds }: Load, roll: () => number): readonly Sent[] => {
  const sent: Sent[] = [];
  let at = 0;
  for (;;) {
    at += (-Math.log(1 - roll()) * 1000) / messagesPerSecond;
    if (at > seconds * 1000) return sent;
    const priority = (1 + Math.floor(roll() * 4)) as Level;
    sent.push({ seq: sent.length + 1, random: Math.floor(roll() * 2 ** 32), priority, at });
  }
};
