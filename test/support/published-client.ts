import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** An event of the published client: its wire name (`onMessageReceived` …) and its data. */
export interface ClientEvent {
  readonly event: string;
  readonly data: unknown;
}

/** A message as the published client shows it. */
export interface ClientMessage {
  readonly ID: string;
  readonly from: string;
  readonly to: string;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly time: number;
  readonly flow: 'in' | 'out';
  readonly nick: string;
  readonly avatar: string;
  readonly priority: string;
  readonly isRevoked: boolean;
  readonly isPeerRead: boolean;
  readonly isModified: boolean;
  readonly readReceiptInfo: Readonly<Record<string, unknown>>;
  /** In a group, its number. */
  readonly sequence: number;
  readonly atUserList: readonly string[];
}

/** Milliseconds, far above what anything takes; a machine that runs other suites beside can be slow. */
const patience = 30_000;

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** A rejection of the published client, with its code. */
export class ClientError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(`${code} ${message}`);
  }
}

/** One unmodified `@tencentcloud/chat` in a process of its own. */
export class PublishedClient {
  readonly events: ClientEvent[] = [];
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private readonly child: ChildProcessWithoutNullStreams;
  private calls = 0;

  constructor(socketUrl: string, sdkAppId: number) {
    const script = join(__dirname, 'published-client.mjs');
    this.child = spawn(process.execPath, [script, socketUrl, String(sdkAppId)]);
    createInterface({ input: this.child.stdout }).on('line', line => this.hear(line));
  }

  private hear(line: string): void {
    // The package prints a banner of its own among our lines.
    if (!line.startsWith('{"')) return;
    const said = JSON.parse(line) as Answer | ClientEvent;
    if ('event' in said) this.events.push(said);
    else this.waiting.get(said.id)?.(said);
  }

  /** Calls a method of the driver script. @throws ClientError with the code of the rejection */
  async call<T = unknown>(method: string, ...args: readonly unknown[]): Promise<T> {
    this.calls += 1;
    const id = this.calls;
    const answer = new Promise<Answer>(resolve => this.waiting.set(id, resolve));
    this.child.stdin.write(`${JSON.stringify({ id, method, args })}\n`);
    const { result, error } = await answer;
    if (error) throw new ClientError(error.code, error.message);
    return result as T;
  }

  /** Resolves with the data of the first event of that name that fits, past ones included. @throws Error after 30 s */
  async event<T>(name: string, fits: (data: T) => boolean = () => true): Promise<T> {
    for (const end = Date.now() + patience; Date.now() < end; await sleep(20)) {
      const found = this.events.find(({ event, data }) => event === name && fits(data as T));
      if (found) return found.data as T;
    }
    throw new Error(`no event ${name} came; seen: ${this.events.map(({ event }) => event).join(', ')}`);
  }

  /** Every message that raised "message received", in order. */
  received(): readonly ClientMessage[] {
    return this.events
      .filter(({ event }) => event === 'onMessageReceived')
      .flatMap(({ data }) => data as readonly ClientMessage[]);
  }

  /** Logs in and waits until the client says it is ready. */
  async login(userId: string, userSig: string): Promise<void> {
    await this.call('login', userId, userSig);
    await this.event('sdkStateReady');
  }

  async stop(): Promise<void> {
    const ended = new Promise(resolve => this.child.once('exit', resolve));
    this.child.stdin.write(`${JSON.stringify({ id: 0, method: 'stop', args: [] })}\n`);
    const timer = setTimeout(() => this.child.kill('SIGKILL'), 3000);
    await ended;
    clearTimeout(timer);
  }
}
