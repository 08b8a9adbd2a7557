import { backoff } from './backoff.ts';
import { type ConnectionEvent, type ConnectionState, isOver, nextState } from './connection-states.ts';
import { type KaiwaError, ownError } from './errors.ts';
import type { Platform, Socket } from './platform.ts';

/** A change of state, for the application to show. */
export interface StateChange {
  readonly state: ConnectionState;
  readonly previous: ConnectionState;
  /** What caused it, when it was a failure. */
  readonly error?: KaiwaError;
  /** In state `waiting`: milliseconds until the next attempt. */
  readonly retryInMilliseconds?: number;
}

/** Who uses the connection. */
export interface ConnectionOwner {
  /** The socket is open; answers with `accepted`, `refused`, `dropped` or `unreachable`. */
  authenticate(): void;
  /** A frame came. */
  heard(text: unknown): void;
  /** The state is another one now. */
  changed(change: StateChange): void;
}

/** A server that has not taken the socket by then is not there. */
const openMilliseconds = 10_000;
/** A connection that lasted this long was a good one: the next wait is a short one again. */
const goodConnectionMilliseconds = 10_000;

/** One WebSocket after another, by the table of `connection-states.ts`. */
export class Connection {
  private current: ConnectionState = 'disconnected';
  private socket: Socket | undefined;
  private cancelTimer: (() => void) | undefined;
  private attempt = 0;
  /** Milliseconds since 1970 of the last login; undefined before the first. */
  private readySince: number | undefined;

  constructor(
    private readonly url: string,
    private readonly platform: Platform,
    private readonly owner: ConnectionOwner,
  ) {}

  get state(): ConnectionState {
    return this.current;
  }

  /** Takes an event; one that means nothing in the present state is ignored. */
  happen(event: ConnectionEvent, error?: KaiwaError): void {
    const previous = this.current;
    const state = nextState(previous, event);
    if (!state) return;
    this.cancelTimer?.();
    this.current = state;
    const details = this.enter(state, previous);
    this.owner.changed({ state, previous, ...(error && { error }), ...details });
  }

  /** The socket is of no use any more: tries another, unless there never was a login. */
  lose(error: KaiwaError): void {
    this.happen(this.readySince === undefined ? 'unreachable' : 'dropped', error);
  }

  /** Sends a frame; without an open socket it does nothing. */
  send(text: string): void {
    if (this.current === 'ready' || this.current === 'authenticating') this.socket?.send(text);
  }

  private enter(state: ConnectionState, previous: ConnectionState): Pick<StateChange, 'retryInMilliseconds'> {
    if (state === 'connecting') this.openSocket();
    if (state === 'authenticating') this.owner.authenticate();
    if (state === 'ready') this.readySince = this.platform.now();
    if (isOver(state)) this.dropSocket();
    return state === 'waiting' ? this.wait(previous === 'ready') : {};
  }

  private wait(wasReady: boolean): { retryInMilliseconds: number } {
    this.dropSocket();
    const lasted = this.platform.now() - (this.readySince ?? 0);
    if (wasReady && lasted >= goodConnectionMilliseconds) this.attempt = 0;
    const retryInMilliseconds = backoff(this.attempt, this.platform.random());
    this.attempt += 1;
    this.cancelTimer = this.platform.after(retryInMilliseconds, () => this.happen('retry'));
    return { retryInMilliseconds };
  }

  private openSocket(): void {
    const socket = this.platform.openSocket(this.url);
    this.socket = socket;
    // A socket that was given up may still speak.
    const ifCurrent = (run: () => void) => () => {
      if (this.socket === socket) run();
    };
    const lost = ifCurrent(() => this.lose(ownError('Unreachable')));
    socket.addEventListener(
      'open',
      ifCurrent(() => this.happen('opened')),
    );
    socket.addEventListener('message', ({ data }) => ifCurrent(() => this.owner.heard(data))());
    socket.addEventListener('close', lost);
    socket.addEventListener('error', lost);
    this.cancelTimer = this.platform.after(openMilliseconds, lost);
  }

  private dropSocket(): void {
    const socket = this.socket;
    this.socket = undefined;
    socket?.close(1000);
  }
}
