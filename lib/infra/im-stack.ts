import { join } from 'node:path';
import { CfnOutput, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import type { FunctionName } from '../protocol/command.ts';
import { portraitSetType } from '../protocol/profile-events.ts';
import { restServicesOf, socketRoutesOf } from '../protocol/registry.ts';
import { Alarms } from './alarms.ts';
import { leadEvents } from './bus-rule.ts';
import { ChatTable } from './chat-table.ts';
import { ExpirySource } from './expiry-source.ts';
import { FanOutQueues } from './fan-out-queues.ts';
import { FeatureFunction } from './feature-function.ts';
import { FileBucket } from './file-bucket.ts';
import { functionFolders } from './function-folders.ts';
import { grantsOf, merge } from './grants.ts';
import { OwnDomains } from './own-domains.ts';
import { RestApi } from './rest-api.ts';
import { SocketApi } from './socket-api.ts';
import { SocketRoutes } from './socket-routes.ts';
import { StatusSource } from './status-source.ts';

interface ImStackProps {
  /** Folder with one bundle folder for each function. */
  readonly bundles: string;
}

/** The function that hears of expired sessions; it has no door. */
const onExpiry = 'session-expiry';
/** The function that hears of accounts whose status may have changed; it has no door. */
const onStatus = 'status-watch';
/** The function that takes up the jobs of groups and live rooms; it has no door. */
const onJobs = 'fan-out';
/** The function that hears of changed profiles; it has no door. */
const onProfile = 'profile-watch';
/** Functions that drop messages for the rate of their group, at the door and in the fan-out. */
const droppers: readonly string[] = ['groups', onJobs];
/** The function that hears of large uploads; it has no door. */
const onLargeFile = 'file-limits';
/** The function that follows links to files. */
const onLink = 'files';

/**
 * Routes that are no commands: frames that name none, connections that have ended, and how published clients of guests ask for
 * news, which is never answered: they ask again every 17 s, and without pause if they were (docs/live-rooms.md).
 */
const ownRoutes: Readonly<Record<string, { readonly commands?: string[]; readonly events?: string[] }>> = {
  groups: { events: ['group_open_long_polling_http_noauth_svc.get_msg'] },
  stateless: { commands: ['$default'] },
  sessions: { events: ['$disconnect'] },
};

/** A whole Kaiwa: two doors, a function for each feature, one table, one bus. */
export class ImStack extends Stack {
  private readonly data = new ChatTable(this, 'Data');
  private readonly bus = new EventBus(this, 'Bus', { eventBusName: `${this.stackName}-events` });
  private readonly socket = new SocketApi(this, 'Socket');
  private readonly rest = new RestApi(this, 'Rest');
  private readonly files = new FileBucket(this, 'Files');
  private readonly expiry = new ExpirySource(this, 'Expiry', this.data.table);
  private readonly status = new StatusSource(this, 'Status', this.bus);
  private readonly queues = new FanOutQueues(this, 'Queues');
  private readonly alarms = new Alarms(this, 'Alarms');

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ImStackProps,
  ) {
    super(scope, id, { description: 'Kaiwa: an open serverless backend for chat' });
    for (const name of functionFolders()) this.addFunction(name);
    this.alarms.watchTable(this.data.table);
    this.alarms.watchDoors(this.rest, this.socket);
    this.alarms.watchDeadLetters('DeadLetters', this.expiry.deadLetters);
    this.alarms.watchDeadLetters('StatusDeadLetters', this.status.deadLetters);
    for (const [name, letters] of this.queues.deadLetters)
      this.alarms.watchDeadLetters(`${name}DeadLetters`, letters);
    new OwnDomains(this, 'OwnDomains', { rest: this.rest, socket: this.socket });
    this.addOutputs();
  }

  private addFunction(name: string): void {
    const { data, bus, socket, rest, files, queues } = this;
    const grants = grantsOf(name, { data, bus, socket, rest, files, queues });
    const source = this.sourceOf(name);
    const feature = new FeatureFunction(this, name, {
      name,
      code: join(this.props.bundles, name),
      grants: source ? merge([grants, source.grants]) : grants,
    });
    this.alarms.watchFunction(feature);
    if (droppers.includes(name)) this.alarms.countDrops(feature);
    if (source) source.feed(feature);
    else if (name === onLargeFile) files.reportLarge(feature);
    else if (name === onProfile) leadEvents(this, 'ProfileChanges', { bus, type: portraitSetType, feature });
    else this.openDoors(feature);
  }

  /** What a function without a door hears of. */
  private sourceOf(name: string): ExpirySource | FanOutQueues | StatusSource | undefined {
    if (name === onExpiry) return this.expiry;
    if (name === onJobs) return this.queues;
    return name === onStatus ? this.status : undefined;
  }

  private openDoors(feature: FeatureFunction): void {
    const owner = feature.name as FunctionName;
    const { commands = [], events = [] } = ownRoutes[owner] ?? {};
    const answered = [...socketRoutesOf(owner), ...commands];
    if (answered.length + events.length > 0) {
      const { socket } = this;
      new SocketRoutes(this, `${owner}Routes`, { socket, feature, commands: answered, events });
    }
    this.rest.addFunction(feature, restServicesOf(owner));
    if (owner === onLink) this.rest.addLinks(feature);
  }

  private addOutputs(): void {
    new CfnOutput(this, 'SocketUrl', { value: `wss://${this.socket.address}` });
    new CfnOutput(this, 'RestUrl', { value: this.rest.url });
    new CfnOutput(this, 'TableName', { value: this.data.table.tableName });
    new CfnOutput(this, 'FilesName', { value: this.files.bucket.bucketName });
    new CfnOutput(this, 'BusName', { value: this.bus.eventBusName });
    new CfnOutput(this, 'AlarmTopicArn', { value: this.alarms.topic.topicArn });
  }
}
