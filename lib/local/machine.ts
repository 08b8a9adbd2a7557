import { join } from 'node:path';
import { Authorizer } from './authorizer.ts';
import { AwsEndpoint } from './aws-endpoint.ts';
import { readBucket } from './bucket-plan.ts';
import { CallLog } from './call-record.ts';
import { ConnectionsService } from './connections-service.ts';
import { Credentials } from './credentials.ts';
import { DynamoDbService } from './dynamodb-service.ts';
import { DynamoDbWire } from './dynamodb-wire.ts';
import { EventBuses } from './event-bus.ts';
import { type EventRule, readRule } from './event-rules.ts';
import { EventsService } from './events-service.ts';
import { ExpiredItems } from './expired-items.ts';
import { Gateways } from './gateways.ts';
import { readRoles } from './iam-roles.ts';
import { Invoker } from './invoker.ts';
import { LambdaFunction } from './lambda-function.ts';
import { readLambda } from './lambda-plan.ts';
import type { FullOptions, LocalAws } from './local-aws.ts';
import type { Addresses } from './local-world.ts';
import { Mappings } from './mappings.ts';
import { type Bill, Meter } from './meter.ts';
import { ObjectStore } from './object-store.ts';
import { ResourcePolicies } from './resource-policies.ts';
import { RestGateway } from './rest-gateway.ts';
import { readRestApis } from './rest-plan.ts';
import { S3Gateway } from './s3-gateway.ts';
import { Schedules } from './schedule.ts';
import { SocketGateway } from './socket-gateway.ts';
import { readSocketApis, type SocketPlan } from './socket-plan.ts';
import { Sqs } from './sqs.ts';
import { SqsService } from './sqs-service.ts';
import type { Resource } from './stack.ts';
import { readTable } from './table-plan.ts';

/** What the machine is built from. */
export interface MachinePlan {
  readonly resources: readonly Resource[];
  readonly assetPath: (address: string) => string | undefined;
  readonly options: FullOptions;
  readonly addresses: Addresses;
  readonly scratch: string;
  readonly databaseEndpoint: string;
}

/** The running parts, wired. */
export interface Machine
  extends Pick<LocalAws, 'operator' | 'bill' | 'events' | 'sweepExpiredItems' | 'stop'> {
  readonly gateways: Gateways;
  readonly endpoint: AwsEndpoint;
}

const endpointsOf = (
  { gateways, endpoint }: Addresses,
  sockets: readonly SocketPlan[],
): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_ENDPOINT_URL_DYNAMODB: endpoint,
  AWS_ENDPOINT_URL_SQS: endpoint,
  AWS_ENDPOINT_URL_EVENTBRIDGE: endpoint,
  AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI: `http://${gateways}/${sockets[0]?.stage ?? ''}`,
});

const rulesOf = (resources: readonly Resource[]): readonly EventRule[] =>
  resources.filter(({ type }) => type === 'AWS::Events::Rule').flatMap(resource => readRule(resource) ?? []);

const busNames = (resources: readonly Resource[]): ReadonlySet<string> =>
  new Set([
    'default',
    ...resources.filter(({ type }) => type === 'AWS::Events::EventBus').map(({ ref }) => ref),
  ]);

/** What everything counts to, logs to and asks. */
const basicsOf = ({ resources, options }: MachinePlan) => {
  const { log, faults } = options;
  return {
    log,
    faults,
    meter: new Meter(),
    calls: new CallLog(log),
    credentials: new Credentials(),
    authorizer: new Authorizer(readRoles(resources), log),
    policies: new ResourcePolicies(resources, log),
    sqs: new Sqs(resources, log),
  };
};
type Basics = ReturnType<typeof basicsOf>;

const functionsOf = (
  plan: MachinePlan,
  basics: Basics,
  sockets: readonly SocketPlan[],
): ReadonlyMap<string, LambdaFunction> => {
  const host = {
    ...basics,
    endpoints: endpointsOf(plan.addresses, sockets),
    concurrency: plan.options.concurrency,
  };
  const lambdas = plan.resources
    .filter(({ type }) => type === 'AWS::Lambda::Function')
    .map(resource => readLambda(resource, plan));
  return new Map(lambdas.map(lambda => [lambda.name, new LambdaFunction(lambda, host)]));
};

const storageOf = (plan: MachinePlan, basics: Basics, functions: ReadonlyMap<string, LambdaFunction>) => {
  const wire = new DynamoDbWire(plan.databaseEndpoint);
  const tables = plan.resources.filter(({ type }) => /^AWS::DynamoDB::/.test(type)).map(readTable);
  const written = (table: string) => mappings.wake(table);
  const expired = new ExpiredItems(wire, tables, written);
  const invoker = new Invoker(functions, basics.calls);
  const lambdas = [...functions.values()].map(({ plan: lambda }) => lambda);
  const mappings = new Mappings({ ...basics, wire, tables, expired, invoker, lambdas });
  const service = new DynamoDbService(
    wire,
    new Map(tables.map(table => [table.name, table])),
    basics.meter,
    written,
  );
  return { wire, expired, invoker, mappings, service };
};

const doorsOf = (
  plan: MachinePlan,
  basics: Basics,
  functions: ReadonlyMap<string, LambdaFunction>,
  sockets: readonly SocketPlan[],
) => {
  const limits = { idleMs: plan.options.idleTimeoutMs, durationMs: plan.options.connectionDurationMs };
  const parts = { ...basics, functions, limits };
  return {
    rest: readRestApis(plan.resources).map(api => new RestGateway(api, plan.resources, parts)),
    sockets: sockets.map(api => new SocketGateway(api, parts)),
  };
};

const billOf = (meter: Meter, gateways: readonly SocketGateway[]): Bill => {
  const open = gateways.reduce((total, gateway) => total + gateway.countOpenMinutes(), 0);
  return meter.bill([
    { name: 'socket-connection-minutes', quantity: open, owner: { command: 'connections' } },
  ]);
};

/** Deletes expired items and objects now and then. */
const sweeping = ({ storage, s3, basics: { log } }: Parts, everyMs: number): (() => void) => {
  if (everyMs <= 0) return () => undefined;
  const sweep = () =>
    Promise.all([storage.expired.sweep(), s3.sweep()]).catch((error: unknown) =>
      log(`expiry: ${String(error)}`),
    );
  const timer = setInterval(() => void sweep(), everyMs);
  return () => clearInterval(timer);
};

/** Loads one environment of each function, one after the other, so that starting stays quick. */
const warmUp = async (functions: Iterable<LambdaFunction>): Promise<void> => {
  for (const target of functions) await target.warm();
};

const busesOf = ({ resources }: MachinePlan, basics: Basics, invoker: Invoker) => {
  const rules = rulesOf(resources);
  const buses = new EventBuses(busNames(resources), rules, { ...basics, invoker });
  return { rules, buses, schedules: new Schedules(buses) };
};

const objectsOf = ({ resources, options, scratch }: MachinePlan, basics: Basics, buses: EventBuses) => {
  const folder = join(options.dataDirectory ?? scratch, 'objects');
  const plans = resources.filter(({ type }) => type === 'AWS::S3::Bucket').map(readBucket);
  const stores = plans.map(plan => [plan.name, new ObjectStore(plan, join(folder, plan.name))] as const);
  return new S3Gateway(new Map(stores), { ...basics, buses });
};

/** All parts, wired, nothing started. */
const partsOf = (plan: MachinePlan) => {
  const basics = basicsOf(plan);
  const socketPlans = readSocketApis(plan.resources);
  const functions = functionsOf(plan, basics, socketPlans);
  const storage = storageOf(plan, basics, functions);
  const events = busesOf(plan, basics, storage.invoker);
  const s3 = objectsOf(plan, basics, events.buses);
  const doors = doorsOf(plan, basics, functions, socketPlans);
  return { basics, functions, storage, events, s3, doors };
};
type Parts = ReturnType<typeof partsOf>;

const endpointOf = ({ basics, storage, events }: Parts): AwsEndpoint =>
  new AwsEndpoint(basics, {
    DynamoDB_20120810: storage.service,
    AmazonSQS: new SqsService(basics.sqs, basics.meter),
    AWSEvents: new EventsService(events.buses, basics.meter),
  });

const gatewaysOf = (
  { basics, events, s3, doors }: Parts,
  endpoint: AwsEndpoint,
  bill: () => Bill,
): Gateways => {
  const { meter, calls, log } = basics;
  const connections = new ConnectionsService(
    new Map(doors.sockets.map(gateway => [gateway.plan.stage, gateway])),
  );
  const pages = { bill, resetMeter: () => meter.reset(), buses: events.buses, calls };
  return new Gateways({ ...doors, endpoint, connections, s3, pages, log });
};

/** Doors first, so that what is under way can end; what runs it last. */
const stopParts = async ({ functions, storage, events, doors }: Parts): Promise<void> => {
  events.schedules.stop();
  await Promise.all(doors.sockets.map(gateway => gateway.stop()));
  events.buses.stop();
  await Promise.all([storage.mappings.stop(), ...[...functions.values()].map(target => target.stop())]);
  storage.wire.close();
};

/**
 * Builds the local AWS from the resources of the template and starts it.
 * @throws LocalStartError for what it cannot carry
 */
export const startMachine = async (plan: MachinePlan): Promise<Machine> => {
  const parts = partsOf(plan);
  const { basics, functions, storage, events, doors } = parts;
  const bill = () => billOf(basics.meter, doors.sockets);
  const endpoint = endpointOf(parts);
  const gateways = gatewaysOf(parts, endpoint, bill);
  await storage.mappings.start(plan.resources);
  events.schedules.start(events.rules);
  const stopSweeping = sweeping(parts, plan.options.sweepEveryMs);
  if (plan.options.prewarm) {
    void warmUp(functions.values()).catch((error: unknown) => basics.log(`warming up: ${String(error)}`));
  }
  const stop = () => {
    stopSweeping();
    return stopParts(parts);
  };
  const { accessKeyId, secretAccessKey } = basics.credentials.operator;
  return {
    gateways,
    endpoint,
    operator: { accessKeyId, secretAccessKey },
    bill,
    events: () => events.buses.events(),
    sweepExpiredItems: () => storage.expired.sweep(),
    stop,
  };
};
