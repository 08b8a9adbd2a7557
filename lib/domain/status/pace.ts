import type { Clock } from '../../kernel/ports.ts';
import { ShortMemory } from '../short-memory.ts';

const callers = 10_000;

/**
 * How often one client may do the same thing. An environment counts for itself and forgets with it: it keeps a client from
 * running wild, it does not count exactly.
 */
export class Pace {
  private readonly windows: ShortMemory<string, { calls: number }>;

  /** @param milliseconds in which a client may call `most` times, from its first call on */
  constructor(
    clock: Clock,
    milliseconds: number,
    private readonly most: number,
  ) {
    this.windows = new ShortMemory(clock, milliseconds, callers);
  }

  /** Counts one call. @returns false when it is one too many */
  admits(name: string): boolean {
    const window = this.windows.get(name) ?? { calls: 0 };
    if (window.calls === 0) this.windows.set(name, window);
    window.calls += 1;
    return window.calls <= this.most;
  }
}
