import { CachedApplications, saveApplication } from '../../lib/domain/application/application-store.ts';
import { consume } from '../../lib/domain/fan-out/consume.ts';
import type { FanOutJob } from '../../lib/domain/fan-out/jobs.ts';
import { GroupDirectory } from '../../lib/domain/group/group-directory.ts';
import { append } from '../../lib/domain/group-log/append.ts';
import type { GroupDraft } from '../../lib/domain/group-log/log-store.ts';
import { openState, stateOf } from '../../lib/domain/group-log/state.ts';
import { enterRoster } from '../../lib/domain/roster/roster-store.ts';
import { openShard } from '../../lib/domain/roster/shards.ts';
import { saveSession } from '../../lib/domain/session/session-changes.ts';
import type { ApplicationSettings } from '../../lib/kernel/application.ts';
import type {
  Bus,
  Clock,
  DomainEvent,
  Log,
  Queue,
  QueueName,
  Sockets,
  Table,
} from '../../lib/kernel/ports.ts';
import type { GroupType, MessageFlag } from '../../lib/protocol/group-words.ts';
import type { ConnectionId, GroupId, InstanceId, SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import type { GroupItem, MemberItem } from '../../lib/table/group-items.ts';
import type { GroupLife } from '../../lib/table/group-keys.ts';
import type { GroupStateItem } from '../../lib/table/group-log-items.ts';
import type { SessionItem } from '../../lib/table/items.ts';
import { keys } from '../../lib/table/keys.ts';

/** A job in a queue of the tests. */
export interface QueuedJob {
  readonly queue: QueueName;
  readonly body: FanOutJob;
  readonly owner: string;
  /** Milliseconds since 1970 from when it may be taken. */
  readonly from: number;
}

/** What a client got: numbers of messages, tips with their kind, and so on. */
export interface Got {
  readonly connection: string;
  readonly events: readonly { readonly Event: number; readonly [member: string]: unknown }[];
}

let applications = 1_410_000_000;
let instances = 1;

/** A group's fan-out over a real table, with a clock, queues, sockets and a bus that tests can look at. */
export class FanOutWorld {
  now = 1_800_000_000_000;
  readonly app: SdkAppId;
  readonly jobs: QueuedJob[] = [];
  /** Bytes of each job that was ever sent. */
  readonly sizes: number[] = [];
  readonly frames: Got[] = [];
  readonly events: DomainEvent[] = [];
  readonly logged: { readonly message: string; readonly fields: object }[] = [];
  /** Connections on which a post finds nobody, never ends, or fails. */
  readonly gone = new Set<string>();
  readonly hanging = new Set<string>();
  readonly failing = new Set<string>();
  groups: GroupDirectory;
  applications: CachedApplications;

  readonly clock: Clock = {
    now: () => this.now,
    // Real milliseconds: what is slow in a test is so for this long.
    until: () => new Promise(resolve => setTimeout(resolve, 40)),
  };
  readonly sockets: Sockets = {
    post: async (connection, frame) => {
      if (this.gone.has(connection)) return 'gone';
      if (this.hanging.has(connection)) return new Promise(() => undefined);
      if (this.failing.has(connection)) throw new Error('the post failed');
      this.frames.push({ connection, events: JSON.parse(frame).body.EventArray });
      return 'delivered';
    },
    close: async () => undefined,
  };
  readonly queue: Queue = {
    send: async (queue, jobs) => {
      for (const { body, owner, delaySeconds = 0 } of jobs) {
        const text = JSON.stringify(body);
        const copy = JSON.parse(text) as FanOutJob;
        this.sizes.push(Buffer.byteLength(text));
        this.jobs.push({ queue, body: copy, owner, from: this.now + delaySeconds * 1000 });
      }
    },
  };
  readonly bus: Bus = {
    emit: async events => {
      this.events.push(...events);
    },
  };
  readonly log: Log = {
    info: (message, fields = {}) => this.logged.push({ message, fields }),
    error: (message, fields = {}) => this.logged.push({ message, fields }),
  };

  constructor(readonly table: Table) {
    applications += 1;
    this.app = applications as SdkAppId;
    this.groups = new GroupDirectory(table, this.clock);
    this.applications = new CachedApplications(table, this.clock);
  }

  /** The application; to be called first. */
  async begin(settings: Partial<ApplicationSettings> = {}): Promise<void> {
    await saveApplication(this.table, { id: this.app, secretKeys: ['key'], admins: [], settings });
  }

  async createGroup(name: string, type: GroupType = 'Public'): Promise<GroupLife> {
    const group = name as GroupId;
    const life = { app: this.app, group, born: this.now };
    const item: Partial<GroupItem> = { group, type, born: this.now, name, v: 1, number: 1 };
    await this.table.put({ item: { ...keys.group(this.app, group), ...item } });
    await this.table.put(openState(life, this.now));
    return life;
  }

  /** A group with ana, ben and cho, each with a page. */
  async createHikers(): Promise<GroupLife> {
    const life = await this.createGroup('hikers');
    for (const name of ['ana', 'ben', 'cho']) {
      await this.logIn(name, `${name}'s page`);
      await this.join(life, name);
    }
    return life;
  }

  /** A logged-in client. */
  logIn(account: string, connection: string): Promise<SessionItem> {
    instances += 1;
    const owner = { app: this.app, account: account as UserId, instance: instances as InstanceId };
    return saveSession(this.table, owner, { platform: 2, connection: connection as ConnectionId }, this.now);
  }

  async join(life: GroupLife, account: string, flag: MessageFlag = 'AcceptAndNotify', shard = 0) {
    const item: Partial<MemberItem> = { account: account as UserId, role: 'Member', flag, shard, v: 1 };
    await this.table.put({ item: { ...keys.member(life, account as UserId), ...item } });
    await openShard(this.table, life, shard);
    await enterRoster(this, life, shard, account as UserId);
  }

  private sent = 0;

  /** Stores a message and rings. */
  async say(
    life: GroupLife,
    sender: string,
    more: Partial<GroupDraft> = {},
    kind: 'group' | 'room' = 'group',
  ) {
    this.sent += 1;
    const body = JSON.stringify([{ MsgType: 'TIMTextElem', MsgContent: { Text: `text ${this.sent}` } }]);
    const draft = { sender: sender as UserId, random: this.sent, body, priority: 2 as const, ...more };
    return append(this, life, kind, draft, { now: this.now, seconds: 86_400 });
  }

  /** Takes jobs that may be taken now, ten at a time as the function does, until there are none. */
  async work(deps: Partial<FanOutWorld> = {}): Promise<void> {
    for (;;) {
      const batch = this.takeBatch();
      if (batch.length === 0) return;
      const failed = await consume(
        Object.assign(Object.create(this), deps),
        batch.map(({ body }) => body),
      );
      for (const place of failed) {
        const job = batch[place];
        if (job) this.jobs.push({ ...job, from: this.now + 60_000 });
      }
    }
  }

  /** Lets time pass, in steps, and works at each. */
  async pass(milliseconds: number, step = 250): Promise<void> {
    const end = this.now + milliseconds;
    while (this.now < end) {
      this.now = Math.min(end, this.now + step);
      await this.work();
    }
  }

  private takeBatch(): readonly QueuedJob[] {
    const first = this.jobs.find(({ from }) => from <= this.now);
    if (!first) return [];
    const batch = this.jobs
      .filter(({ from, queue }) => from <= this.now && queue === first.queue)
      .slice(0, 10);
    for (const job of batch) this.jobs.splice(this.jobs.indexOf(job), 1);
    return batch;
  }

  /** Numbers of the messages that a connection got, in the order in which they came. */
  numbersOf(connection: string): readonly number[] {
    return this.frames
      .filter(frame => frame.connection === connection)
      .flatMap(({ events }) => events)
      .flatMap(({ GroupMsgArray = [] }) => GroupMsgArray as { MsgSeq: number }[])
      .map(({ MsgSeq }) => MsgSeq);
  }

  async state(life: GroupLife): Promise<GroupStateItem> {
    const state = await stateOf(this.table, life);
    if (!state) throw new Error('no state');
    return state;
  }
}
