import type { Platform, Socket } from '../../lib/sdk/platform.ts';

type Listener = (event: { readonly data: unknown }) => void;

/** A request frame as the client sent it. */
export interface SentFrame {
  readonly head: Readonly<Record<string, unknown>> & { readonly servcmd: string; readonly seq: number };
  readonly body: Readonly<Record<string, unknown>>;
}

/** A WebSocket whose other end is the test. */
export class ScriptedSocket implements Socket {
  readonly sent: SentFrame[] = [];
  closed = false;
  private readonly listeners = new Map<string, Listener[]>();

  constructor(
    readonly url: string,
    private readonly onSend: (frame: SentFrame, socket: ScriptedSocket) => void,
  ) {}

  addEventListener(type: string, listener: Listener): void {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener]);
  }

  send(text: string): void {
    const frame = JSON.parse(text) as SentFrame;
    this.sent.push(frame);
    this.onSend(frame, this);
  }

  close(): void {
    this.closed = true;
  }

  /** The platform reports something about the socket. */
  raise(type: 'open' | 'close' | 'error' | 'message', data?: unknown): void {
    for (const listener of this.listeners.get(type) ?? []) listener({ data });
  }

  /** The server sends a frame. */
  say(frame: object): void {
    this.raise('message', JSON.stringify(frame));
  }

  /** The server answers a request. */
  reply({ head }: SentFrame, body: object = {}): void {
    const ok = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' };
    this.say({ head: { servcmd: head.servcmd, seq: head.seq }, body: { ...ok, ...body } });
  }

  /** The server pushes events. */
  push(...events: readonly object[]): void {
    this.say({ head: { servcmd: 'im_open_push.msg_push', seq: 1 }, body: { EventArray: events } });
  }

  /** Requests of one kind. */
  requests(servcmd: string): readonly SentFrame[] {
    return this.sent.filter(({ head }) => head.servcmd === servcmd);
  }
}

interface Timer {
  readonly due: number;
  readonly run: () => void;
}

/** Lets every promise that can go on do so. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

/** A machine with sockets, clock and dice of the test. */
export class ScriptedPlatform implements Platform {
  readonly sockets: ScriptedSocket[] = [];
  /** What the dice show: at least 0, less than 1. */
  dice = 0.5;
  /** Called with every request; by default nobody answers. */
  onSend: (frame: SentFrame, socket: ScriptedSocket) => void = () => undefined;
  private time = 1_795_160_000_000;
  private readonly timers = new Set<Timer>();

  /** The newest socket. */
  get socket(): ScriptedSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error('no socket was opened');
    return socket;
  }

  get runningTimers(): number {
    return this.timers.size;
  }

  openSocket(url: string): ScriptedSocket {
    const socket = new ScriptedSocket(url, (frame, sender) => this.onSend(frame, sender));
    this.sockets.push(socket);
    return socket;
  }

  now(): number {
    return this.time;
  }

  after(milliseconds: number, run: () => void): () => void {
    const timer = { due: this.time + milliseconds, run };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  random(): number {
    return this.dice;
  }

  /** Lets time pass: timers run in order, promises between them. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    await settle();
    for (let next = this.nextDue(end); next; next = this.nextDue(end)) {
      this.timers.delete(next);
      this.time = Math.max(this.time, next.due);
      next.run();
      await settle();
    }
    this.time = end;
  }

  /** Lets time pass until the client opens another socket. */
  async passToNextSocket(): Promise<void> {
    const before = this.sockets.length;
    while (this.sockets.length === before) await this.pass(10);
  }

  private nextDue(end: number): Timer | undefined {
    const due = [...this.timers].filter(timer => timer.due <= end);
    return due.sort((one, other) => one.due - other.due)[0];
  }
}
