/** Messages of others that are not read yet. */
export interface UnreadNumbers {
  /** Without conversations that one does not want to be told of. */
  readonly total: number;
  /** By peer; who is missing has written nothing new. */
  readonly of: ReadonlyMap<string, number>;
}

interface Count {
  /** As the server counted them. */
  readonly known: number;
  /** Seconds since 1970 of those that came since. */
  readonly since: readonly number[];
}

const none: Count = { known: 0, since: [] };
const size = ({ known, since }: Count): number => known + since.length;

/**
 * Counts what is unread: every sync brings the server's numbers, and live events change them until the next one. What
 * cannot be told from an event alone is asked of the server.
 */
export class Unread {
  private readonly counts = new Map<string, Count>();
  private readonly quiet = new Set<string>();
  private counted: ReadonlySet<string> = new Set();

  /**
   * @param changed hears of new numbers
   * @param ask has the server count again
   */
  constructor(
    private readonly changed: (numbers: UnreadNumbers) => void,
    private readonly ask: () => void,
  ) {}

  get numbers(): UnreadNumbers {
    const of = new Map([...this.counts].map(([peer, count]) => [peer, size(count)]));
    const loud = [...of].filter(([peer]) => !this.quiet.has(peer));
    return { total: loud.reduce((sum, [, number]) => sum + number, 0), of };
  }

  /** The server has counted, and said of these messages that they are there. */
  synced(numbers: ReadonlyMap<string, number>, messages: ReadonlySet<string>): void {
    this.counted = messages;
    this.counts.clear();
    for (const [peer, known] of numbers) this.counts.set(peer, { known, since: [] });
    this.changed(this.numbers);
  }

  /** A message that counts came live. @param time seconds since 1970 */
  arrived(peer: string, id: string, time: number): void {
    if (this.counted.has(id)) return;
    const { known, since } = this.counts.get(peer) ?? none;
    this.set(peer, { known, since: [...since, time] });
  }

  /** A message that may have counted is no more. @param time seconds since 1970 */
  takenBack(peer: string, time: number): void {
    const { known, since } = this.counts.get(peer) ?? none;
    const place = since.indexOf(time);
    if (place >= 0) this.set(peer, { known, since: since.filter((_, i) => i !== place) });
    else if (known > 0) this.ask();
  }

  /**
   * A conversation is read up to a second.
   * @param newest seconds since 1970 of its newest message, as far as one knows
   */
  read(peer: string, until: number, newest: number | undefined): void {
    const { known, since } = this.counts.get(peer) ?? none;
    if (known > 0 && until < (newest ?? Number.POSITIVE_INFINITY)) this.ask();
    else this.set(peer, { known: 0, since: since.filter(time => time > until) });
  }

  /** Nothing is unread in these conversations any more; in none at all when none is named. */
  cleared(peers: readonly string[] = [...this.counts.keys()]): void {
    for (const peer of peers) this.counts.delete(peer);
    this.changed(this.numbers);
  }

  /** Whether these conversations count for the total. */
  muted(peers: readonly string[], quiet: boolean): void {
    const before = this.numbers.total;
    for (const peer of peers) {
      if (quiet) this.quiet.add(peer);
      else this.quiet.delete(peer);
    }
    if (this.numbers.total !== before) this.changed(this.numbers);
  }

  private set(peer: string, count: Count): void {
    if (size(count) === size(this.counts.get(peer) ?? none)) return;
    if (size(count) === 0) this.counts.delete(peer);
    else this.counts.set(peer, count);
    this.changed(this.numbers);
  }
}
