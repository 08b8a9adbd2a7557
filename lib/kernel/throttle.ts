import type { SdkAppId } from '../protocol/ids.ts';

/** Counts calls over all execution environments of a function. */
export interface SharedCounter {
  /** Adds to the counter of this second and returns the new total. */
  add(app: SdkAppId, command: string, second: number, calls: number): Promise<number>;
}

/** Calls that an environment handles in one second before it asks the others. */
const batch = 10;

interface Window {
  second: number;
  local: number;
  shared: number;
}

/**
 * A limit of calls per second for one command of one application. An environment counts for itself and reports to the
 * shared counter in batches of ten: a quiet application pays no write for it, a busy one a write in ten calls, and the
 * limit is exceeded by at most ten calls for each environment that runs.
 */
export class Throttle {
  private readonly windows = new Map<string, Window>();

  constructor(private readonly counter: SharedCounter) {}

  /**
   * Counts one call.
   * @param now milliseconds since 1970
   * @returns false when the call is over the limit of this second
   */
  async admits(app: SdkAppId, command: string, limit: number, now: number): Promise<boolean> {
    const window = this.windowOf(`${app}/${command}`, Math.floor(now / 1000));
    window.local += 1;
    if (window.local % batch === 0) {
      window.shared = await this.counter.add(app, command, window.second, batch);
    }
    return Math.max(window.local, window.shared) <= limit;
  }

  private windowOf(name: string, second: number): Window {
    const known = this.windows.get(name);
    if (known?.second === second) return known;
    const window = { second, local: 0, shared: 0 };
    this.windows.set(name, window);
    return window;
  }
}
