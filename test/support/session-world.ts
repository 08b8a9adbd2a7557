import { disconnect } from '../../functions/sessions/disconnect.ts';
import { saveApplication } from '../../lib/domain/application/application-store.ts';
import { programOf } from '../../lib/domain/program.ts';
import { noteEnd } from '../../lib/domain/session/connection-ended.ts';
import { ownerOf } from '../../lib/domain/session/connection-store.ts';
import { deliver } from '../../lib/domain/session/deliver.ts';
import type { Closing } from '../../lib/domain/session/lease.ts';
import { isConnected, sessionsOf } from '../../lib/domain/session/session-store.ts';
import type { ApplicationSettings } from '../../lib/kernel/application.ts';
import type { Claims } from '../../lib/kernel/call.ts';
import { dispatch } from '../../lib/kernel/dispatch.ts';
import { loaderOf } from '../../lib/kernel/loader.ts';
import type { Bus, Clock, DomainEvent, Log, Sockets, Table } from '../../lib/kernel/ports.ts';
import { signUserSig } from '../../lib/kernel/user-sig.ts';
import type { ConnectionId, SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import { imOpenStatus } from '../../lib/protocol/services/im_open_status.ts';
import type { StateChange } from '../../lib/protocol/state-change.ts';

/** Units of one operation on an item below 1 KB, or on a handful of them below 4 KB. */
const reads: readonly string[] = ['get', 'getMany', 'query'];

/** A reply with the members that the session tests look at. */
export type SessionReply = { readonly ErrorCode: number; readonly A2Key: string; readonly InstId: number };

let applications = 1_430_000_000;

/** The sessions function over a real table, with a clock, sockets and a bus that tests can look at. */
export class SessionWorld {
  now = 1_800_000_000_123;
  /** Connections on which a post finds nobody. */
  readonly gone = new Set<string>();
  readonly kicks: string[] = [];
  readonly closed: string[] = [];
  /** What clients were told of the status of others, with the connection it went to. */
  readonly statuses: (readonly [string, unknown])[] = [];
  /** Runs before the n-th call of the table from when it was set on; its own calls are not counted. */
  set between(act: ((call: number) => Promise<unknown>) | undefined) {
    this.calls = 0;
    this.act = act;
  }
  private calls = 0;
  private acting = false;
  private act: ((call: number) => Promise<unknown>) | undefined;
  readonly events: (DomainEvent & { readonly detail: StateChange })[] = [];
  readonly table: Table;
  /** The function dies before its n-th call of the table; 0 lets it live. */
  dieAt = 0;
  private count = { read: 0, write: 0 };

  readonly clock: Clock = {
    now: () => this.now,
    until: async milliseconds => {
      this.now = Math.max(this.now, milliseconds);
    },
  };
  readonly sockets: Sockets = {
    post: async (connection, frame) => {
      const type = /"KickType":(\d)/.exec(frame)?.[1];
      if (type) this.kicks.push(`${this.short(connection)} KickType ${type}`);
      for (const { UserStatusList = [] } of JSON.parse(frame).body.EventArray) {
        for (const one of UserStatusList) this.statuses.push([this.short(connection), one]);
      }
      return this.gone.has(this.short(connection)) ? 'gone' : 'delivered';
    },
    close: async connection => {
      this.closed.push(this.short(connection));
    },
  };
  readonly bus: Bus = {
    emit: async events => {
      this.events.push(...(events as SessionWorld['events']));
    },
  };
  readonly log: Log = {
    info: () => undefined,
    error: (message, fields) => {
      throw new Error(message, { cause: fields });
    },
  };

  constructor(
    table: Table,
    readonly app: SdkAppId = ++applications as SdkAppId,
  ) {
    this.table = new Proxy(table, {
      get: (target, name) => {
        const operation: unknown = Reflect.get(target, name);
        if (typeof operation !== 'function') return operation;
        return async (...args: readonly unknown[]) => {
          const { act } = this;
          if (act && !this.acting) {
            this.calls += 1;
            this.acting = true;
            await act(this.calls);
            this.acting = false;
          }
          this.dieAt -= 1;
          if (this.dieAt === 0) throw new Error('the function died');
          this.count[reads.includes(String(name)) ? 'read' : 'write'] += 1;
          return operation.apply(target, args);
        };
      },
    });
  }

  /** The application; to be called first. */
  async begin(settings: Partial<ApplicationSettings> = {}): Promise<void> {
    const admins = ['root' as UserId];
    await saveApplication(this.table, { id: this.app, secretKeys: ['key'], admins, settings });
    this.units();
  }

  /** Read and write units since the last time somebody asked. The application, which is cached, is not counted. */
  units(): { read: number; write: number } {
    const count = this.count;
    this.count = { read: 0, write: 0 };
    return count;
  }

  /** The events so far, as short lines. */
  get told(): string[] {
    return this.events.map(({ detail: { Info } }) => `${Info.To_Account} ${Info.Action} ${Info.Reason}`);
  }

  /** A UserSig made now. */
  sigFor(identifier: string): string {
    const issuedAt = Math.floor(this.now / 1000);
    return signUserSig('key', { identifier, sdkAppId: this.app, issuedAt, lifetimeSeconds: 3_600 });
  }

  logIn(account: string, connection: string, options: { platform?: number; userSig?: string } = {}) {
    const { platform = 7, userSig = this.sigFor(account) } = options;
    return this.call('wslogin', connection, { identifier: account, userSig, platform });
  }

  reconnect(a2: string, connection: string) {
    return this.call('wslogin', connection, { a2 });
  }

  hello(a2: string, connection: string) {
    return this.call('wshello', connection, { a2 });
  }

  logOut(a2: string, connection: string) {
    return this.call('wslogout', connection, { a2 });
  }

  subscribe(a2: string, connection: string, accounts: readonly string[]) {
    return this.request('ws_status_subscribe', a2, connection, { To_Account: accounts });
  }

  /** Any command of a logged-in client. */
  request(command: string, a2: string, connection: string, body: object) {
    return this.call(command, connection, { a2 }, body);
  }

  /** What the gateway tells of an ended connection; default: there was no close frame. */
  disconnect(connection: string, closing: Partial<Closing> = {}): Promise<void> {
    return disconnect(this)(this.long(connection), { code: 1006, milliseconds: 60_000, ...closing });
  }

  /** What the table's stream tells of a connection's record that has expired. */
  async expire(connection: string): Promise<void> {
    const record = await ownerOf(this.table, this.long(connection));
    if (record) await noteEnd(this, record, this.long(connection));
  }

  /** Posts something to all clients of an account. */
  push(account: string) {
    return deliver(this, this.app, account as UserId, []);
  }

  /** Open connections of an account, as a sender sees them. */
  async connections(account: string): Promise<readonly string[]> {
    const sessions = await sessionsOf(this, this.app, account as UserId);
    return sessions.flatMap(session =>
      isConnected(session, this.now) ? [this.short(session.connection)] : [],
    );
  }

  /** The logins of an account. */
  async instances(account: string): Promise<readonly number[]> {
    return (await sessionsOf(this, this.app, account as UserId)).map(({ instance }) => instance);
  }

  /** Connections are named anew for each application, as they are for each client of the gateway. */
  private long(connection: string): ConnectionId {
    return `${this.app} ${connection}` as ConnectionId;
  }

  private short(connection: ConnectionId): string {
    return connection.replace(`${this.app} `, '');
  }

  private async call(
    command: string,
    connection: string,
    claims: Claims,
    body: object = {},
  ): Promise<SessionReply> {
    this.now += 1;
    const load = loaderOf({
      im_open_status: file => import(`../../functions/sessions/im-open-status/${file}.ts`),
    });
    const program = programOf([imOpenStatus], load, this);
    await program.access?.applications.find(this.app);
    this.count.read -= 1;
    const reply = await dispatch(
      {
        id: 'r',
        door: 'socket',
        service: 'im_open_status',
        command,
        claims: { sdkAppId: String(this.app), ...claims },
        body: { json: body },
        connection: this.long(connection),
        parameters: {},
      },
      program,
    );
    return reply as object as SessionReply;
  }
}
