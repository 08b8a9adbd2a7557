import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';

/** A reply or a push as parsed from a frame. */
export interface Frame {
  readonly head: { readonly servcmd?: string; readonly seq?: number };
  readonly body: Readonly<Record<string, unknown>> & { readonly ErrorCode: number };
}

/** One member of a push's `EventArray`. */
export type PushedEvent = Readonly<Record<string, unknown>> & { readonly Event: number };

/** Frames of a client that are not the default ones. */
export type Head = Readonly<Record<string, unknown>>;

/** Who logs in. */
export interface Identity {
  readonly sdkAppId: number;
  readonly account: string;
  readonly userSig: string;
  readonly platform?: number;
}

/** Far above what a call or a push takes; a machine that runs other suites beside can be slow. */
const replyMilliseconds = 20_000;

/** A client as small as can be: it speaks frames and hides none. */
export class SocketClient {
  /** Every event pushed so far, in order of arrival. */
  readonly pushes: PushedEvent[] = [];
  /** Every frame received, replies included. */
  readonly frames: Frame[] = [];
  /** Resolves with the close code when the connection has ended. */
  readonly closed: Promise<number>;
  /** Members that every request's head carries: the identity after a login. */
  head: Head = {};
  private seq = Math.floor(Math.random() * 1_000_000);

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', data => this.receive(String(data)));
    this.closed = new Promise(resolve => socket.on('close', code => resolve(code)));
  }

  /** @param url of the gateway's stage, `ws://…/info` */
  static async connect(url: string): Promise<SocketClient> {
    const socket = new WebSocket(url);
    const client = new SocketClient(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => resolve());
      socket.once('error', reject);
    });
    return client;
  }

  /** Logs in with a UserSig. @returns the body of the reply; afterwards requests carry the session token */
  async login({ sdkAppId, account, userSig, platform = 7 }: Identity): Promise<Frame['body']> {
    this.head = { sdkappid: sdkAppId, platform, identifier: account, usersig: userSig };
    const reply = await this.request('im_open_status.wslogin', { State: 'Online', InstType: 0 });
    if (reply.ErrorCode === 0) {
      const { A2Key: a2, TinyId: tinyid, InstId: instance } = reply;
      this.head = { sdkappid: sdkAppId, platform, a2, tinyid, status_instid: instance };
    }
    return reply;
  }

  /** Sends a request. @returns the body of its reply @throws Error when none comes within 20 s */
  async request(servcmd: string, body: unknown, head: Head = {}): Promise<Frame['body']> {
    this.seq += 1;
    const { seq } = this;
    this.send(JSON.stringify({ head: { ver: 'v4', ...this.head, ...head, servcmd, seq }, body }));
    const frame = await this.frameWhere(
      ({ head }) => head.seq === seq && head.servcmd === servcmd,
      `a reply to ${servcmd}`,
    );
    return frame.body;
  }

  /** Sends text as it is. */
  send(text: string): void {
    this.socket.send(text);
  }

  /** Waits for a frame, whether it came already or not. */
  frameWhere(wanted: (frame: Frame) => boolean, what: string): Promise<Frame> {
    return this.waitFor(() => this.frames.find(wanted), what);
  }

  /** Waits for a pushed event, whether it came already or not. */
  push(wanted: (event: PushedEvent) => boolean): Promise<PushedEvent> {
    return this.waitFor(() => this.pushes.find(wanted), 'a push');
  }

  /** Closes the connection and waits until it is. */
  async close(): Promise<void> {
    this.socket.close(4000);
    await this.closed;
  }

  /** Ends the connection without a word, as a lost network does. */
  terminate(): void {
    this.socket.terminate();
  }

  private receive(text: string): void {
    const frame = JSON.parse(text) as Frame;
    this.frames.push(frame);
    const events = frame.body?.EventArray;
    if (Array.isArray(events)) this.pushes.push(...(events as PushedEvent[]));
  }

  private async waitFor<T>(look: () => T | undefined, what: string): Promise<T> {
    const end = Date.now() + replyMilliseconds;
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      if (Date.now() > end) throw new Error(`${what} did not come within ${replyMilliseconds} ms`);
      await sleep(5);
    }
  }
}
