import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { readAssembly } from './assembly.ts';
import { refuseUnknown } from './carried.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from './dynamodb-local.ts';
import type { BusEvent } from './event-bus.ts';
import type { Faults } from './faults.ts';
import { closeServer, listen } from './http.ts';
import type { Json } from './json.ts';
import { LocalStartError } from './local-start-error.ts';
import { type Addresses, rewriteAddresses, world } from './local-world.ts';
import { type Machine, startMachine } from './machine.ts';
import type { Bill } from './meter.ts';
import { type Resource, Stack } from './stack.ts';

export interface LocalAwsOptions {
  /** The cloud assembly that `cdk synth` wrote. */
  readonly assemblyDirectory: string;
  /** Where tables are kept between starts; without it they are in memory. */
  readonly dataDirectory?: string;
  /** Of the gateways; 0, the default, picks a free one. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Gets one readable line per call, and what functions print. */
  readonly log?: (line: string) => void;
  /** A running DynamoDB Local (`http://host:port`); without it one is started. */
  readonly dynamodbEndpoint?: string;
  /** The java to start it with. */
  readonly java?: string;
  readonly faults?: Faults;
  /** Most execution environments of one function at a time, default 4; further invocations wait. */
  readonly concurrency?: number;
  /** Loads one environment of each function in the background, default true. */
  readonly prewarm?: boolean;
  /** API Gateway's limits on a connection, default 10 minutes and 2 hours. */
  readonly idleTimeoutMs?: number;
  readonly connectionDurationMs?: number;
  /** How often expired items are deleted, default every 30 seconds; 0 leaves it to `sweepExpiredItems`. */
  readonly sweepEveryMs?: number;
}

/** A running local AWS. */
export interface LocalAws {
  /** `http://127.0.0.1:PORT`; the REST API is below its stage. */
  readonly restUrl: string;
  /** `ws://127.0.0.1:PORT`; the socket API is below its stage. */
  readonly socketUrl: string;
  /** The outputs of the stacks by logical id, addresses rewritten to the local ones. */
  readonly outputs: Readonly<Record<string, string>>;
  /** The AWS endpoint of every service, DynamoDB among them, for clients with the operator's key. */
  readonly tableEndpoint: string;
  readonly region: string;
  /** The unrestricted key of the person who deployed. */
  readonly operator: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly bill: () => Bill;
  /** The last events of every bus, oldest first. */
  readonly events: () => readonly (BusEvent & { readonly bus: string })[];
  /** Deletes expired items now. @returns how many */
  readonly sweepExpiredItems: () => Promise<number>;
  /** Ends everything that was started; may be called again. */
  readonly stop: () => Promise<void>;
}

const minutes = 60_000;

const defaults = {
  port: 0,
  host: '127.0.0.1',
  log: () => undefined,
  faults: {},
  concurrency: 4,
  prewarm: true,
  idleTimeoutMs: 10 * minutes,
  connectionDurationMs: 120 * minutes,
  sweepEveryMs: 30_000,
};

/** The options with what they leave out. */
export type FullOptions = LocalAwsOptions &
  Required<Omit<LocalAwsOptions, 'dataDirectory' | 'dynamodbEndpoint' | 'java'>>;

/** What is to be undone, last first. */
class Undo {
  private steps: (() => unknown)[] = [];
  private done: Promise<void> | undefined;

  add(step: () => unknown): void {
    this.steps.push(step);
  }

  run(): Promise<void> {
    this.done ??= (async () => {
      for (const step of this.steps.reverse()) await step();
    })();
    return this.done;
  }
}

const readStacks = (options: FullOptions, addresses: Addresses) => {
  const assembly = readAssembly(options.assemblyDirectory);
  const stacks = assembly.stacks.map(({ name, template }) => new Stack(name, template, assembly, addresses));
  const resources: readonly Resource[] = stacks.flatMap(stack => stack.resources());
  refuseUnknown(resources);
  const outputs: Record<string, Json> = Object.assign({}, ...stacks.map(stack => stack.outputs()));
  const rewritten = Object.entries(outputs).map(([name, value]) => [
    name,
    rewriteAddresses(String(value), addresses),
  ]);
  return {
    resources,
    assetPath: assembly.assetPath,
    outputs: Object.fromEntries(rewritten) as Record<string, string>,
  };
};

const dynamoDb = async (options: FullOptions): Promise<DynamoDbLocal> => {
  const { dynamodbEndpoint: endpoint, dataDirectory, java } = options;
  if (endpoint !== undefined) return { endpoint, stop: async () => undefined };
  return startDynamoDbLocal(dataDirectory && join(dataDirectory, 'dynamodb'), java);
};

const begin = async (options: FullOptions, undo: Undo): Promise<Omit<LocalAws, 'stop'>> => {
  let machine: Machine | undefined;
  const { host } = options;
  const gateways = await listen(host, options.port, (request, response) =>
    machine?.gateways.listener(request, response),
  );
  undo.add(() => closeServer(gateways.server));
  const endpoint = await listen(host, 0, (request, response) =>
    machine?.endpoint.listener(request, response),
  );
  undo.add(() => closeServer(endpoint.server));
  const addresses = { gateways: `${host}:${gateways.port}`, endpoint: `http://${host}:${endpoint.port}` };
  const read = readStacks(options, addresses);
  const scratch = mkdtempSync(join(tmpdir(), 'local-aws-'));
  undo.add(() => rmSync(scratch, { recursive: true, force: true }));
  const database = await dynamoDb(options);
  undo.add(database.stop);
  machine = await startMachine({ ...read, options, addresses, scratch, databaseEndpoint: database.endpoint });
  undo.add(machine.stop);
  gateways.server.on('upgrade', machine.gateways.upgrade);
  return {
    restUrl: `http://${addresses.gateways}`,
    socketUrl: `ws://${addresses.gateways}`,
    outputs: read.outputs,
    tableEndpoint: addresses.endpoint,
    region: world.region,
    operator: machine.operator,
    bill: machine.bill,
    events: machine.events,
    sweepExpiredItems: machine.sweepExpiredItems,
  };
};

/**
 * Runs a synthesized cloud assembly on this machine.
 * @throws LocalStartError with one sentence for the person at the terminal: no Java, a taken port, a resource that cannot be carried
 */
export const startLocalAws = async (given: LocalAwsOptions): Promise<LocalAws> => {
  const undo = new Undo();
  try {
    return { ...(await begin({ ...defaults, ...given }, undo)), stop: () => undo.run() };
  } catch (error) {
    await undo.run();
    if (!(error instanceof z.ZodError)) throw error;
    throw new LocalStartError(
      `the template has a property that the local runtime cannot read: ${z.prettifyError(error)}`,
      {
        cause: error,
      },
    );
  }
};
