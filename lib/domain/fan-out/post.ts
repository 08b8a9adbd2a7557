import type { Ports } from '../../kernel/ports.ts';
import { Frames } from './frames.ts';
import type { Addressee } from './jobs.ts';
import type { Letter } from './letter.ts';

/** How posts are made. */
export interface Patience {
  /** A post that takes longer holds up nobody: the next begins in its place. */
  readonly slowMs: number;
  /** Posts at the same time, the slow ones not counted. */
  readonly atOnce: number;
  /**
   * How long the slow ones are waited for when all others have ended. Who is given up is posted to once more, and where
   * everything is slow because too much is posted that would be the worst thing to do.
   */
  readonly lastMs: number;
}

export const ordinaryPatience: Patience = { slowMs: 400, atOnce: 100, lastMs: 1500 };

/** Of a job that has nobody else to serve than who was slow before. */
export const longPatience: Patience = { slowMs: 4000, atOnce: 100, lastMs: 0 };

/** What became of posts. */
export interface Posted {
  readonly gone: readonly Addressee[];
  /** Failed, or not answered yet. */
  readonly late: readonly Addressee[];
}

type Outcome = 'delivered' | 'gone' | 'failed';

const postFrames = async (
  { sockets, log }: Pick<Ports, 'sockets' | 'log'>,
  { connection }: Addressee,
  frames: readonly string[],
): Promise<Outcome> => {
  try {
    for (const frame of frames) {
      if ((await sockets.post(connection, frame)) === 'gone') return 'gone';
    }
    return 'delivered';
  } catch (error) {
    log.info('a post to a connection failed and is repeated', { error });
    return 'failed';
  }
};

/**
 * Posts letters to clients, some at a time. A connection that hangs delays nobody: its place is taken by the next, and it is
 * waited for a little at the end.
 */
export const postLetters = async (
  ports: Pick<Ports, 'sockets' | 'log' | 'clock'>,
  clients: readonly Addressee[],
  letters: readonly Letter[],
  { slowMs, atOnce, lastMs }: Patience,
): Promise<Posted> => {
  const frames = new Frames(letters, ports.clock.now() % 0x7fff_ffff);
  const outcomes = new Map<Addressee, Outcome>();
  const waiting = clients.values();
  const slow = new Set<Promise<unknown>>();
  const worker = async (): Promise<void> => {
    for (const client of waiting) {
      const own = frames.of(client);
      if (own.length === 0) {
        outcomes.set(client, 'delivered');
        continue;
      }
      const post = postFrames(ports, client, own).then(outcome => outcomes.set(client, outcome));
      await Promise.race([post, ports.clock.until(ports.clock.now() + slowMs)]);
      if (!outcomes.has(client)) slow.add(post);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, clients.length) }, worker));
  if (slow.size > 0) await Promise.race([Promise.all(slow), ports.clock.until(ports.clock.now() + lastMs)]);
  return {
    gone: clients.filter(client => outcomes.get(client) === 'gone'),
    late: clients.filter(client => !['delivered', 'gone'].includes(outcomes.get(client) ?? '')),
  };
};
