import { type KaiwaError, ownError, serverError } from './errors.ts';
import type { ReplyBody } from './frames.ts';
import type { Platform } from './platform.ts';

/** How a request is treated. */
export interface RequestRules {
  /** Milliseconds from the first sending to the time-out, however often the connection changes meanwhile. */
  readonly timeoutMilliseconds: number;
  /** Whether it is sent again, with the same number, on the next connection. Otherwise it fails with its connection. */
  readonly survivesReconnect: boolean;
}

/** The usual: 15 seconds, sent again after a reconnect. */
export const usualRules: RequestRules = { timeoutMilliseconds: 15_000, survivesReconnect: true };

interface Pending {
  readonly servcmd: string;
  readonly seq: number;
  readonly body: object;
  readonly rules: RequestRules;
  readonly resolve: (reply: ReplyBody) => void;
  readonly reject: (error: KaiwaError) => void;
  readonly cancelTimer: () => void;
}

/** Puts a request on the wire, or does nothing while there is none. */
export type Transmit = (servcmd: string, seq: number, body: object) => void;

/** Requests that wait for their reply, correlated by `servcmd` and `seq` (contract: client-wire.md 2). */
export class Requests {
  private readonly pending = new Map<number, Pending>();
  private lastSeq = 0;

  constructor(
    private readonly platform: Platform,
    private readonly transmit: Transmit,
  ) {}

  /**
   * Sends a request.
   * @returns the reply's body
   * @throws KaiwaError the server's error, a time-out, or what ended the connection
   */
  send(servcmd: string, body: object, rules: RequestRules): Promise<ReplyBody> {
    this.lastSeq += 1;
    const seq = this.lastSeq;
    return new Promise((resolve, reject) => {
      const cancelTimer = this.platform.after(rules.timeoutMilliseconds, () => {
        this.pending.delete(seq);
        reject(ownError('TimedOut'));
      });
      this.pending.set(seq, { servcmd, seq, body, rules, resolve, reject, cancelTimer });
      this.transmit(servcmd, seq, body);
    });
  }

  /** Takes a reply. One that nobody waits for any more is dropped. */
  settle(servcmd: string, seq: number, reply: ReplyBody): void {
    const request = this.pending.get(seq);
    if (request?.servcmd !== servcmd) return;
    this.forget(request);
    if (reply.ErrorCode === 0) request.resolve(reply);
    else request.reject(serverError(reply.ErrorCode, reply.ErrorInfo, { ...reply }));
  }

  /** Sends everything unanswered again, oldest first: same number, same body, so that the server sees it is the same. */
  resend(): void {
    for (const { servcmd, seq, body } of this.pending.values()) this.transmit(servcmd, seq, body);
  }

  /** The connection is gone: fails what was meant for it alone. */
  connectionLost(error: KaiwaError): void {
    this.fail(error, request => !request.rules.survivesReconnect);
  }

  /** Nothing will be answered any more: fails everything. */
  end(error: KaiwaError): void {
    this.fail(error, () => true);
  }

  private fail(error: KaiwaError, chosen: (request: Pending) => boolean): void {
    for (const request of [...this.pending.values()].filter(chosen)) {
      this.forget(request);
      request.reject(error);
    }
  }

  private forget(request: Pending): void {
    request.cancelTimer();
    this.pending.delete(request.seq);
  }
}
