import { saveApplication } from '../../lib/domain/application/application-store.ts';
import { programOf } from '../../lib/domain/program.ts';
import { dispatch } from '../../lib/kernel/dispatch.ts';
import { loaderOf } from '../../lib/kernel/loader.ts';
import type { Clock, DomainEvent, Ports, Table } from '../../lib/kernel/ports.ts';
import { signUserSig } from '../../lib/kernel/user-sig.ts';
import type { ApplicationSettings } from '../../lib/protocol/application-settings.ts';
import type { ConnectionId, SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import { imOpenLoginSvc } from '../../lib/protocol/services/im_open_login_svc.ts';
import { imOpenStatus } from '../../lib/protocol/services/im_open_status.ts';
import { openim } from '../../lib/protocol/services/openim.ts';
import { recentcontact } from '../../lib/protocol/services/recentcontact.ts';

/** A reply's body. */
export type HandlerReply = Readonly<Record<string, unknown>> & { readonly ErrorCode: number };
/** A pushed event. */
export type Pushed = Readonly<Record<string, unknown>> & { readonly Event: number };

const load = loaderOf({
  im_open_login_svc: file => import(`../../functions/accounts/im-open-login-svc/${file}.ts`),
  im_open_status: file => import(`../../functions/sessions/im-open-status/${file}.ts`),
  openim: file => import(`../../functions/messages/openim/${file}.ts`),
  recentcontact: file => import(`../../functions/conversations/recentcontact/${file}.ts`),
});

let applications = 1_500_000_000;

/** The commands of chat over a real table, with a clock, sockets and a bus that tests hold in their hands. */
export class HandlerWorld {
  /** Milliseconds since 1970. */
  now = 1_800_000_000_000;
  readonly app = ++applications as SdkAppId;
  readonly events: DomainEvent[] = [];
  private readonly listeners = new Map<string, (event: Pushed) => void>();
  private readonly program;
  private connections = 0;

  constructor(readonly table: Table) {
    const clock: Clock = {
      now: () => this.now,
      until: async milliseconds => {
        this.now = Math.max(this.now, milliseconds);
      },
    };
    const sockets: Ports['sockets'] = {
      post: async (connection, frame) => this.deliver(connection, frame),
      close: async connection => void this.listeners.delete(connection),
    };
    const bus: Ports['bus'] = { emit: async events => void this.events.push(...events) };
    const log: Ports['log'] = {
      info: () => undefined,
      error: (message, fields) => {
        throw new Error(message, { cause: fields?.error });
      },
    };
    const services = [imOpenLoginSvc, imOpenStatus, openim, recentcontact];
    this.program = programOf(services, load, { table, clock, sockets, bus, log });
  }

  /** Creates the application; once, before anything else. */
  async open(settings: Partial<ApplicationSettings> = {}): Promise<this> {
    const admins = ['root' as UserId];
    await saveApplication(this.table, { id: this.app, secretKeys: ['key'], admins, settings });
    return this;
  }

  /** Seconds since 1970. */
  get second(): number {
    return Math.floor(this.now / 1000);
  }

  /** A call over REST by the administrator. @throws Error when the reply is not OK */
  admin(servcmd: string, body: object): Promise<HandlerReply> {
    const claims = { identifier: 'root', userSig: this.signatureOf('root') };
    return this.call(servcmd, 'rest', claims, body);
  }

  signatureOf(identifier: string): string {
    const issuedAt = this.second;
    return signUserSig('key', { identifier, sdkAppId: this.app, issuedAt, lifetimeSeconds: 864_000 });
  }

  /** A new connection. @param hear is called with every event that is pushed there */
  connect(hear: (event: Pushed) => void): ConnectionId {
    this.connections += 1;
    const connection = `${this.app} ${this.connections}` as ConnectionId;
    this.listeners.set(connection, hear);
    return connection;
  }

  /** The network loses a connection, and nobody is told. */
  lose(connection: ConnectionId): void {
    this.listeners.delete(connection);
  }

  /** @throws Error when the reply is not OK, unless that is allowed */
  async call(
    servcmd: string,
    door: 'rest' | 'socket',
    claims: object,
    body: object,
    { connection, mayFail = false }: { connection?: ConnectionId; mayFail?: boolean } = {},
  ): Promise<HandlerReply> {
    const [service = '', command = ''] = servcmd.split('.');
    const reply = await dispatch(
      {
        id: 'request',
        door,
        service,
        command,
        claims: { sdkAppId: String(this.app), platform: 7, ...claims },
        body: door === 'rest' ? { text: JSON.stringify(body) } : { json: body },
        connection,
        parameters: {},
      },
      this.program,
    );
    if (reply.ErrorCode !== 0 && !mayFail) throw new Error(`${servcmd} answered ${JSON.stringify(reply)}`);
    return reply;
  }

  private deliver(connection: ConnectionId, frame: string): 'delivered' | 'gone' {
    const hear = this.listeners.get(connection);
    if (!hear) return 'gone';
    for (const event of JSON.parse(frame).body.EventArray as Pushed[]) hear(event);
    return 'delivered';
  }
}

/** A client of an account in such a world. */
export class HandlerClient {
  readonly pushes: Pushed[] = [];
  private connection: ConnectionId | undefined;
  private a2: string | undefined;

  constructor(
    private readonly world: HandlerWorld,
    readonly account: string,
    readonly platform = 7,
  ) {}

  get online(): boolean {
    return this.connection !== undefined;
  }

  /** Logs in, or comes back on a new connection. */
  async logIn(): Promise<void> {
    const connection = this.world.connect(event => this.heard(event));
    this.connection = connection;
    const { account: identifier, platform, a2 } = this;
    const claims = a2 ? { a2 } : { identifier, userSig: this.world.signatureOf(identifier) };
    const reply = await this.world.call(
      'im_open_status.wslogin',
      'socket',
      { ...claims, platform },
      { State: 'Online' },
      { connection },
    );
    this.a2 = reply.A2Key as string;
  }

  /** Loses its connection. */
  goAway(): void {
    if (this.connection) this.world.lose(this.connection);
    this.connection = undefined;
  }

  /** @throws Error when the reply is not OK, unless that is allowed */
  request(servcmd: string, body: object = {}, mayFail = false): Promise<HandlerReply> {
    const { connection, a2, platform } = this;
    if (!connection) throw new Error('the client is not connected');
    return this.world.call(servcmd, 'socket', { a2, platform }, body, { connection, mayFail });
  }

  protected heard(event: Pushed): void {
    this.pushes.push(event);
  }
}
