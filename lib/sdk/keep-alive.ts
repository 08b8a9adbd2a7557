import type { Platform } from './platform.ts';
import type { RequestRules } from './requests.ts';

/** A connection on which nothing was heard for so long is asked whether it still lives (docs/cost.md: what it costs). */
const idleMilliseconds = 60_000;

/** Heartbeats and hellos: answered soon or the connection is dead, and never repeated on another. */
export const keepAliveRules: RequestRules = { timeoutMilliseconds: 5000, survivesReconnect: false };

/** What keeps a connection alive. */
export interface Signs {
  /** Asks whether the connection lives; the smallest function answers it and no table is touched. */
  heartbeat(): void;
  /** Renews the presence of this client. */
  hello(): void;
}

/** Sends heartbeats, only when the connection is idle, and hellos at the interval that the server wants. */
export class KeepAlive {
  private heardAt = 0;
  private cancelWatch: (() => void) | undefined;
  private cancelHello: (() => void) | undefined;

  constructor(
    private readonly platform: Platform,
    private readonly signs: Signs,
  ) {}

  start(helloSeconds: number): void {
    this.stop();
    this.heard();
    this.watchAfter(idleMilliseconds);
    this.helloEvery(helloSeconds * 1000);
  }

  /** A frame came: no heartbeat is needed for a while. */
  heard(): void {
    this.heardAt = this.platform.now();
  }

  stop(): void {
    this.cancelWatch?.();
    this.cancelHello?.();
  }

  private watchAfter(milliseconds: number): void {
    this.cancelWatch = this.platform.after(milliseconds, () => {
      const left = this.heardAt + idleMilliseconds - this.platform.now();
      if (left <= 0) this.signs.heartbeat();
      this.watchAfter(left > 0 ? left : idleMilliseconds);
    });
  }

  private helloEvery(milliseconds: number): void {
    this.cancelHello = this.platform.after(milliseconds, () => {
      this.signs.hello();
      this.helloEvery(milliseconds);
    });
  }
}
