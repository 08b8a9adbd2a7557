import { type PushEvent, pushFrame } from '../../protocol/pushes.ts';
import type { Addressee } from './jobs.ts';
import { isFor, type Letter } from './letter.ts';

/** Bytes of the events in one frame: API Gateway takes 128 KB, and clients have been seen to take 100. */
const largestBytes = 96_000;

/** Puts messages that follow one another into one event: 32 bytes less for each, at every client. */
const joined = (events: readonly PushEvent[]): readonly PushEvent[] =>
  events.reduce<PushEvent[]>((all, event) => {
    const last = all.at(-1);
    if (last?.Event === 3 && event.Event === 3)
      all[all.length - 1] = { ...last, GroupMsgArray: [...last.GroupMsgArray, ...event.GroupMsgArray] };
    else all.push(event);
    return all;
  }, []);

/**
 * Makes the frames of clients out of letters. Clients that get the same letters share the text, which is made once.
 */
export class Frames {
  private readonly bytes: readonly number[];
  private readonly made = new Map<string, readonly string[]>();
  private readonly shared: boolean;

  constructor(
    private readonly letters: readonly Letter[],
    private readonly seq: number,
  ) {
    this.bytes = letters.map(({ event }) => Buffer.byteLength(JSON.stringify(event)));
    this.shared = letters.every(({ to, notTo, except }) => !to && !notTo && except === undefined);
  }

  /** The frames of a client, most of the time one; none when no letter is for it. */
  of(client: Addressee): readonly string[] {
    const mine = this.shared
      ? this.letters.map((_, i) => i)
      : this.letters.flatMap((letter, i) => (isFor(letter, client) ? [i] : []));
    const name = this.shared ? '' : mine.join();
    const known = this.made.get(name);
    if (known) return known;
    const frames = this.parts(mine).map(part =>
      pushFrame(joined(part.flatMap(i => this.letters[i]?.event ?? [])), this.seq),
    );
    this.made.set(name, frames);
    return frames;
  }

  private parts(indexes: readonly number[]): readonly (readonly number[])[] {
    const parts: number[][] = [];
    let bytes = 0;
    for (const i of indexes) {
      const size = this.bytes[i] ?? 0;
      const last = parts.at(-1);
      if (last && bytes + size <= largestBytes) {
        last.push(i);
        bytes += size;
      } else {
        parts.push([i]);
        bytes = size;
      }
    }
    return parts;
  }
}
