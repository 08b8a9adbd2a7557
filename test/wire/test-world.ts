import { callRest } from '../support/rest-client.ts';
import type { Runtime } from '../support/runtime.ts';
import { SocketClient } from '../support/socket-client.ts';
import { paced } from './paced.ts';
import type { Reply, World } from './wire-case.ts';

let worlds = 0;

/** The world of one run of one case. Whoever makes it closes it. */
export class TestWorld implements World {
  private readonly suffix: string;
  private readonly shortNames = new Map<string, string>();
  private readonly memory = new Map<string, unknown>();
  private readonly sockets: SocketClient[] = [];

  constructor(private readonly runtime: Runtime) {
    worlds += 1;
    this.suffix = `.${worlds}`;
  }

  get sdkAppId(): number {
    return this.runtime.sdkAppId;
  }

  get administrator(): string {
    return this.runtime.administrator.identifier;
  }

  name(short: string): string {
    const name = `${short}${this.suffix}`;
    this.shortNames.set(name, short);
    return name;
  }

  async account(short: string): Promise<string> {
    const name = this.name(short);
    await this.admin('im_open_login_svc.account_import', { UserID: name });
    return name;
  }

  userSig(
    userId: string,
    options?: { issuedAt?: number; lifetime?: number; key?: string; sdkAppId?: number },
  ): string {
    return this.runtime.userSig(userId, options);
  }

  async admin(command: string, body: object): Promise<Reply> {
    await paced(command);
    const reply = await callRest(this.runtime.administrator, command, body);
    if (reply.ErrorCode !== 0) throw new Error(`${command} answered ${JSON.stringify(reply)}`);
    return reply;
  }

  async login(userId: string): Promise<SocketClient> {
    const socket = await this.connect();
    const userSig = this.userSig(userId);
    const reply = await socket.login({ sdkAppId: this.sdkAppId, account: userId, userSig });
    if (reply.ErrorCode !== 0) throw new Error(`the login of ${userId} answered ${JSON.stringify(reply)}`);
    return socket;
  }

  async connect(): Promise<SocketClient> {
    const socket = await SocketClient.connect(`${this.runtime.socketUrl}/info`);
    this.sockets.push(socket);
    return socket;
  }

  now(): number {
    return Math.floor(Date.now() / 1000);
  }

  keep(name: string, value: unknown): void {
    this.memory.set(name, value);
  }

  kept<T>(name: string): T {
    if (!this.memory.has(name)) throw new Error(`nothing was kept as ${name}`);
    return this.memory.get(name) as T;
  }

  /** A value with the short names put back for the UserIDs of this world. */
  plain(value: unknown): unknown {
    let text = JSON.stringify(value);
    for (const [name, short] of this.shortNames) text = text.replaceAll(name, short);
    return JSON.parse(text);
  }

  async close(): Promise<void> {
    await Promise.all(this.sockets.map(socket => socket.close()));
  }
}
