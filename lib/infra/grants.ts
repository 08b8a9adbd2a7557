import type { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ChatTable } from './chat-table.ts';
import type { FanOutQueues } from './fan-out-queues.ts';
import type { FileBucket } from './file-bucket.ts';
import { permissions } from './permissions.ts';
import type { RestApi } from './rest-api.ts';
import type { SocketApi } from './socket-api.ts';
import type { Wildcard } from './wildcard.ts';

/** What a function can be given access to. */
export interface Resources {
  readonly data: ChatTable;
  readonly bus: EventBus;
  readonly socket: SocketApi;
  readonly rest: RestApi;
  readonly files: FileBucket;
  readonly queues: FanOutQueues;
}

/** What a function is told and what its role allows. */
export interface Grants {
  readonly environment: Readonly<Record<string, string>>;
  readonly statements: readonly PolicyStatement[];
  readonly wildcards: readonly Wildcard[];
}

const nothing: Grants = { environment: {}, statements: [], wildcards: [] };

const tableGrants = (name: string, { table, timeIndexArn }: ChatTable): Grants => {
  const { table: actions = [], timeIndex } = permissions[name] ?? {};
  if (actions.length === 0) return nothing;
  const statements = [new PolicyStatement({ actions: [...actions], resources: [table.tableArn] })];
  if (timeIndex) {
    statements.push(new PolicyStatement({ actions: ['dynamodb:Query'], resources: [timeIndexArn] }));
  }
  return { environment: { TABLE_NAME: table.tableName }, statements, wildcards: [] };
};

const socketGrants = (name: string, socket: SocketApi): Grants => {
  const methods = permissions[name]?.connections ?? [];
  if (methods.length === 0) return nothing;
  const resources = methods.map(method => socket.connectionsArn(method));
  return {
    environment: { SOCKET_ENDPOINT: `https://${socket.address}` },
    statements: [new PolicyStatement({ actions: ['execute-api:ManageConnections'], resources })],
    wildcards: resources.map(resource => ({
      resource,
      reason: 'Connections come and go; which of them may be posted to is known from the table only.',
    })),
  };
};

const busGrants = (name: string, bus: EventBus): Grants => {
  if (!permissions[name]?.bus) return nothing;
  return {
    environment: { BUS_NAME: bus.eventBusName },
    statements: [new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus.eventBusArn] })],
    wildcards: [],
  };
};

const queueGrants = (name: string, queues: FanOutQueues): Grants => {
  const wanted = permissions[name]?.queues ?? [];
  if (wanted.length === 0) return nothing;
  return {
    environment: Object.fromEntries(
      wanted.map(queue => [`${queue.toUpperCase()}_QUEUE`, queues.queue(queue).queueUrl]),
    ),
    statements: [
      new PolicyStatement({
        actions: ['sqs:SendMessage'],
        resources: wanted.map(queue => queues.queue(queue).queueArn),
      }),
    ],
    wildcards: [],
  };
};

const fileGrants = (name: string, { bucket, endpoint }: FileBucket, rest: RestApi): Grants => {
  const actions = permissions[name]?.files ?? [];
  if (actions.length === 0) return nothing;
  const resource = bucket.arnForObjects('*');
  return {
    environment: {
      FILES_ENDPOINT: endpoint,
      ...(actions.includes('s3:GetObject') && { FILES_LINK: rest.filesUrl }),
    },
    statements: [new PolicyStatement({ actions: [...actions], resources: [resource] })],
    wildcards: [{ resource, reason: 'Files come and go; their names are made when they are uploaded.' }],
  };
};

/** Several grants as one. */
export const merge = (all: readonly Grants[]): Grants => ({
  environment: Object.assign({}, ...all.map(grants => grants.environment)),
  statements: all.flatMap(grants => grants.statements),
  wildcards: all.flatMap(grants => grants.wildcards),
});

/**
 * Turns the permissions of a function into variables and policy statements.
 * @throws Error for a function without an entry in `permissions.ts`
 */
export const grantsOf = (name: string, { data, bus, socket, rest, files, queues }: Resources): Grants => {
  if (!permissions[name]) throw new Error(`functions/${name} has no entry in lib/infra/permissions.ts`);
  return merge([
    tableGrants(name, data),
    socketGrants(name, socket),
    busGrants(name, bus),
    queueGrants(name, queues),
    fileGrants(name, files, rest),
  ]);
};
