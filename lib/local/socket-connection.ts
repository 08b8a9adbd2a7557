import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';

/** A connection id shaped like API Gateway's. */
export const newConnectionId = (): string => `${randomBytes(11).toString('base64url')}=`;

/** How long a connection may last, in milliseconds (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html). */
export interface ConnectionLimits {
  readonly idleMs: number;
  readonly durationMs: number;
}

/** One open WebSocket connection. */
export class SocketConnection {
  readonly connectedAt = Date.now();
  lastActiveAt = Date.now();
  private readonly timers: NodeJS.Timeout[];
  private idleTimer: NodeJS.Timeout;

  constructor(
    readonly id: string,
    readonly socket: WebSocket,
    /** The request that opened it. */
    readonly request: IncomingMessage,
    limits: ConnectionLimits,
  ) {
    const goAway = (reason: string) => () => socket.close(1001, reason);
    this.timers = [setTimeout(goAway('Connection duration limit exceeded'), limits.durationMs)];
    this.idleTimer = setTimeout(goAway('Going away'), limits.idleMs);
  }

  /** A message went in or out. */
  touch(): void {
    this.lastActiveAt = Date.now();
    this.idleTimer = this.idleTimer.refresh();
  }

  /** Sends a text frame. */
  send(frame: string | Buffer): void {
    this.touch();
    this.socket.send(frame, { binary: false });
  }

  /** Stops its timers, once it is closed. */
  forget(): void {
    clearTimeout(this.idleTimer);
    for (const timer of this.timers) clearTimeout(timer);
  }
}
