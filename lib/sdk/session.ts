import type { PushEvent } from '../protocol/pushes.ts';
import type { BodyOf, ReplyOf, Servcmd } from './commands.ts';
import { Connection, type ConnectionOwner, type StateChange } from './connection.ts';
import { type ConnectionState, isOver } from './connection-states.ts';
import { endsLogin, KaiwaError, kickError, ownError } from './errors.ts';
import { noticesIn, readFrame } from './frames.ts';
import { type Credentials, Identity } from './identity.ts';
import { KeepAlive, keepAliveRules } from './keep-alive.ts';
import type { Platform } from './platform.ts';
import { type RequestRules, Requests, usualRules } from './requests.ts';

/** Who uses a session. */
export interface SessionOwner {
  pushed(events: readonly PushEvent[]): void;
  changed(change: StateChange): void;
}

/** Logging in takes longer than other calls when a function starts cold; it fails with its connection. */
const loginRules: RequestRules = { timeoutMilliseconds: 15_000, survivesReconnect: false };
/** A goodbye that is not answered soon is not worth waiting for. */
const logoutRules: RequestRules = { timeoutMilliseconds: 2000, survivesReconnect: false };
/** A call that is not answered by then may be due to a dead connection: there is time to find out, and to repeat it. */
const doubtMilliseconds = 5000;
/** API Gateway closes a connection on a larger frame (contract: client-wire.md 2). */
const maximumFrameBytes = 32 * 1024;

const utf8 = new TextEncoder();

/**
 * A login that outlives its connections: requests and pushes over one WebSocket after another
 * (contract: client-wire.md 2 and 3).
 */
export class Session implements ConnectionOwner {
  readonly identity: Identity;
  private readonly connection: Connection;
  private readonly requests: Requests;
  private readonly keepAlive: KeepAlive;
  private endedBy = ownError('Closed');

  constructor(
    url: string,
    private readonly credentials: Credentials,
    private readonly platform: Platform,
    private readonly owner: SessionOwner,
  ) {
    this.identity = new Identity(credentials);
    this.connection = new Connection(url, platform, this);
    this.requests = new Requests(platform, (servcmd, seq, body) => this.transmit(servcmd, seq, body));
    this.keepAlive = new KeepAlive(platform, {
      heartbeat: () => this.probe('heartbeat.alive'),
      hello: () => this.probe('im_open_status.wshello'),
    });
  }

  /** The account that logs in. */
  get userId(): string {
    return this.credentials.userId;
  }

  get state(): ConnectionState {
    return this.connection.state;
  }

  open(): void {
    this.connection.happen('start');
  }

  /** Logs out, if there is a connection to do it on, and ends everything. */
  async close(): Promise<void> {
    if (this.connection.state === 'ready') {
      await this.request('im_open_status.wslogout', { wslogout_type: 0 }, logoutRules).catch(() => undefined);
    }
    this.end(ownError('Closed'));
  }

  /** Ends everything at once. */
  end(error: KaiwaError): void {
    this.connection.happen('stop', error);
  }

  /**
   * Makes a call. While there is no connection it waits for the next one; unanswered it is sent again there, with the same
   * numbers, and the server answers a repeat like the first.
   * @throws KaiwaError
   */
  async request<C extends Servcmd>(servcmd: C, body: BodyOf<C>, rules = usualRules): Promise<ReplyOf<C>> {
    if (isOver(this.connection.state)) throw this.endedBy;
    const json = body as object;
    const frame = utf8.encode(this.identity.frame(servcmd, 0, json));
    if (frame.length > maximumFrameBytes) throw ownError('FrameTooLarge');
    const cancelDoubt = rules.survivesReconnect
      ? this.platform.after(doubtMilliseconds, () => this.doubt())
      : () => undefined;
    try {
      return (await this.requests.send(servcmd, json, rules)) as unknown as ReplyOf<C>;
    } catch (error) {
      if (error instanceof KaiwaError) this.failed(error);
      throw error;
    } finally {
      cancelDoubt();
    }
  }

  authenticate(): void {
    this.logIn().catch((error: KaiwaError) => {
      if (error.retryable) this.connection.lose(error);
      else this.connection.happen('refused', error);
    });
  }

  heard(text: unknown): void {
    this.keepAlive.heard();
    const frame = readFrame(text);
    if (frame.kind === 'reply') this.requests.settle(frame.servcmd, frame.seq, frame.body);
    if (frame.kind === 'push') this.pushed(frame.events);
  }

  changed(change: StateChange): void {
    if (change.state === 'ready') {
      this.keepAlive.start(this.identity.helloSeconds);
      this.requests.resend();
    } else this.keepAlive.stop();
    if (change.state === 'waiting') this.requests.connectionLost(change.error ?? ownError('Unreachable'));
    if (isOver(change.state)) {
      this.endedBy = change.error ?? this.endedBy;
      this.requests.end(this.endedBy);
    }
    this.owner.changed(change);
  }

  private async logIn(): Promise<void> {
    const reply = await this.request('im_open_status.wslogin', { State: 'Online' }, loginRules);
    this.identity.take(reply, this.platform.now());
    this.connection.happen('accepted');
  }

  private pushed(events: readonly PushEvent[]): void {
    this.owner.pushed(events);
    for (const notice of noticesIn(events)) {
      if ('KickoutMsgNotify' in notice) this.kicked(notice.KickoutMsgNotify.KickType);
    }
  }

  private kicked(type: number): void {
    // The server takes the goodbye as the sign that the kick arrived; nobody waits for the answer.
    this.request('im_open_status.wslogout', { wslogout_type: 1 }, logoutRules).catch(() => undefined);
    this.connection.happen('kicked', kickError(type));
  }

  private failed({ code }: KaiwaError): void {
    if (this.identity.loggedIn && endsLogin(code)) this.connection.happen('kicked', ownError('LoginEnded'));
  }

  private doubt(): void {
    if (this.connection.state === 'ready') this.probe('heartbeat.alive');
  }

  /** Asks for a sign of life; without one the connection is dead. */
  private probe(servcmd: 'heartbeat.alive' | 'im_open_status.wshello'): void {
    this.request(servcmd, {}, keepAliveRules).catch((error: KaiwaError) => {
      if (error.code === ownError('TimedOut').code) this.connection.lose(error);
    });
  }

  private transmit(servcmd: string, seq: number, body: object): void {
    // Before the login is accepted only the login itself may go out; everything else follows in `resend`.
    if (this.connection.state === 'authenticating' && servcmd !== 'im_open_status.wslogin') return;
    this.connection.send(this.identity.frame(servcmd, seq, body));
  }
}
