import type { Clock } from '../kernel/ports.ts';

/**
 * What a warm execution environment remembers for seconds, so that an ordinary call does not read it again. A change is
 * effective everywhere when that time has passed.
 */
export class ShortMemory<Key, Value> {
  private readonly entries = new Map<Key, { readonly until: number; readonly value: Value }>();

  /**
   * @param milliseconds for which an entry counts
   * @param size entries at most; a full memory is emptied, which costs one read for each entry that was still wanted
   */
  constructor(
    private readonly clock: Clock,
    private readonly milliseconds: number,
    private readonly size: number,
  ) {}

  /** @returns undefined when nothing is remembered, or no longer */
  get(key: Key): Value | undefined {
    const entry = this.entries.get(key);
    return entry && entry.until > this.clock.now() ? entry.value : undefined;
  }

  set(key: Key, value: Value): void {
    if (this.entries.size >= this.size) this.entries.clear();
    this.entries.set(key, { until: this.clock.now() + this.milliseconds, value });
  }

  delete(key: Key): void {
    this.entries.delete(key);
  }
}
