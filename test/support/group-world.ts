import { AccountDirectory } from '../../lib/domain/account/account-directory.ts';
import { createAccount } from '../../lib/domain/account/account-store.ts';
import { GroupDirectory } from '../../lib/domain/group/group-directory.ts';
import type { Caller, Context, Handler } from '../../lib/kernel/call.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { Clock, Job, Table } from '../../lib/kernel/ports.ts';
import { type ApplicationSettings, defaultSettings } from '../../lib/protocol/application-settings.ts';
import { type CommandSpec, exportOf, fileOf } from '../../lib/protocol/command.ts';
import type { SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import { groupOpenHttpSvc } from '../../lib/protocol/services/group_open_http_svc.ts';
import { millionGroupOpenHttpSvc } from '../../lib/protocol/services/million_group_open_http_svc.ts';

/** Commands of groups, under whichever name. */
const everyCommand: Readonly<Record<string, CommandSpec>> = {
  ...millionGroupOpenHttpSvc.commands,
  ...groupOpenHttpSvc.commands,
};

/** An administrator of the application. */
export const root = 'root';

let applications = 1_600_000_000;

/** The commands of groups over a real table, called by whoever a test says; nobody is connected. */
export class GroupWorld {
  /** Milliseconds since 1970. */
  now = 1_800_000_000_000;
  readonly jobs: Job[] = [];
  private readonly deps;

  /** @param app default: one that no other world has */
  constructor(
    readonly table: Table,
    private readonly settings: Partial<ApplicationSettings> = { communities: true },
    readonly app = ++applications as SdkAppId,
  ) {
    const clock: Clock = { now: () => this.now, until: async () => undefined };
    this.deps = {
      clock,
      table,
      accounts: new AccountDirectory(table, clock),
      groups: new GroupDirectory(table, clock),
      log: { info: () => undefined, error: () => undefined },
      sockets: { post: async () => 'gone' as const, close: async () => undefined },
      bus: { emit: async () => undefined },
      queue: { send: async (_: string, jobs: readonly Job[]) => void this.jobs.push(...jobs) },
    };
  }

  /** The same application over another table. */
  over(table: Table): GroupWorld {
    return new GroupWorld(table, this.settings, this.app);
  }

  async accounts(...names: readonly string[]): Promise<void> {
    await Promise.all(names.map(name => createAccount(this.table, this.app, name as UserId, this.now)));
  }

  /** The reply of a command. @throws Fault */
  async call(by: string, command: string, body: object): Promise<Readonly<Record<string, unknown>>> {
    const spec = everyCommand[command];
    const path = `../../functions/groups/group-open-http-svc/${fileOf(command)}.ts`;
    const file = (await import(path)) as Record<string, Handler<CommandSpec, unknown>>;
    const handler = file[exportOf(command)];
    if (!spec || !handler) throw new Error(`there is no ${command}`);
    return (await handler(spec.body.parse(body), this.context(by, command), this.deps)) as Record<
      string,
      unknown
    >;
  }

  /** The code that a command answers; 0 when it succeeds. */
  async codeOf(by: string, command: string, body: object): Promise<number> {
    try {
      await this.call(by, command, body);
      return 0;
    } catch (error) {
      if (error instanceof Fault) return error.entry.code;
      throw error;
    }
  }

  private context(by: string, command: string): Context {
    const caller: Caller = { account: by as UserId, admin: by === root };
    return {
      caller,
      application: {
        id: this.app,
        secretKeys: ['key'],
        admins: [root as UserId],
        disabled: false,
        settings: { ...defaultSettings, ...this.settings },
      },
      call: {
        id: 'request',
        door: 'socket',
        service: groupOpenHttpSvc.name,
        command,
        claims: {},
        body: { json: {} },
        parameters: {},
      },
    };
  }
}
