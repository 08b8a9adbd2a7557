import { eventually } from './eventually.ts';

/** One call as the local runtime saw it (`GET /_local/calls`). */
export interface SeenCall {
  readonly sequence: number;
  readonly door: string;
  readonly command: string;
  readonly function: string;
  readonly awsCalls: readonly {
    readonly service: string;
    readonly operation: string;
    readonly readUnits: number;
    readonly writeUnits: number;
    readonly startedMs: number;
    readonly endedMs: number;
  }[];
  /** In steps of 32 KB: the frame in, the route response and the posts of this call. */
  readonly socketMessages: number;
  readonly errorCode?: number;
}

/** What one operation costs, by count. */
export interface Cost {
  readonly writeUnits: number;
  readonly readUnits: number;
  readonly invocations: number;
  readonly socketMessages: number;
  /** Calls to AWS that had to wait for one another; the answer comes after the last. */
  readonly inSequence: number;
}

/** The longest chain of calls of which each began after the one before had ended. */
const chainOf = (calls: SeenCall['awsCalls']): number => {
  let length = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const call of [...calls].sort((one, other) => one.endedMs - other.endedMs)) {
    if (call.startedMs < end) continue;
    length += 1;
    end = call.endedMs;
  }
  return length;
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Adds up the calls that one operation made. */
export const costOf = (calls: readonly SeenCall[]): Cost => {
  const units = (kind: 'readUnits' | 'writeUnits') =>
    sum(calls.flatMap(call => call.awsCalls.map(aws => aws[kind])));
  return {
    writeUnits: units('writeUnits'),
    readUnits: units('readUnits'),
    invocations: calls.filter(call => call.function !== '').length,
    socketMessages: sum(calls.map(call => call.socketMessages)),
    inSequence: Math.max(0, ...calls.map(call => chainOf(call.awsCalls))),
  };
};

/** The calls that a runtime has seen, after the last `mark()`. */
export class CallWatch {
  private last = 0;

  /** @param runtimeUrl `http://host:port` */
  constructor(private readonly runtimeUrl: string) {}

  /** Calls since the last mark. */
  async calls(): Promise<readonly SeenCall[]> {
    const response = await fetch(`${this.runtimeUrl}/_local/calls?since=${this.last}`);
    return (await response.json()) as readonly SeenCall[];
  }

  /** Waits until a command was called so often and each call has ended. @throws Error after 30 s */
  async ended(command: string, times = 1): Promise<void> {
    const count = (calls: readonly SeenCall[]) => calls.filter(call => call.command === command).length;
    await eventually(
      async () => count(await this.calls()),
      seen => seen >= times,
    );
  }

  /** Forgets what was seen so far. */
  async mark(): Promise<void> {
    this.last = Math.max(this.last, ...(await this.calls()).map(call => call.sequence));
  }
}
