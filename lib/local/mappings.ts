import type { Authorizer } from './authorizer.ts';
import { ensureTable } from './create-tables.ts';
import type { DynamoDbWire } from './dynamodb-wire.ts';
import type { ExpiredItems } from './expired-items.ts';
import type { Invoker } from './invoker.ts';
import type { LambdaPlan } from './lambda-plan.ts';
import { LocalStartError } from './local-start-error.ts';
import { type MappingPlan, readMapping } from './mapping-plan.ts';
import type { Meter } from './meter.ts';
import type { Sqs } from './sqs.ts';
import { SqsMapping } from './sqs-mapping.ts';
import type { Resource } from './stack.ts';
import { StreamMapping } from './stream-mapping.ts';
import type { TablePlan } from './table-plan.ts';
import { TableStream } from './table-stream.ts';

/** What event source mappings connect. */
export interface MappingParts {
  readonly wire: DynamoDbWire;
  readonly tables: readonly TablePlan[];
  readonly sqs: Sqs;
  readonly expired: ExpiredItems;
  readonly invoker: Invoker;
  readonly authorizer: Authorizer;
  readonly lambdas: readonly LambdaPlan[];
  readonly meter: Meter;
  readonly log: (line: string) => void;
}

/** What Lambda does in the name of the function's role; without it CloudFormation refuses to make the mapping. */
const needed = {
  sqs: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  stream: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
};

/** The event source mappings of the template, and the streams that feed them. */
export class Mappings {
  private readonly streams = new Map<string, TableStream>();
  private readonly consumers: (SqsMapping | StreamMapping)[] = [];

  constructor(private readonly parts: MappingParts) {}

  /** Makes the tables and starts every flow. @throws LocalStartError for a role that may not read its source */
  async start(resources: readonly Resource[]): Promise<void> {
    const plans = resources
      .filter(({ type }) => type === 'AWS::Lambda::EventSourceMapping')
      .flatMap(resource => readMapping(resource) ?? []);
    for (const plan of plans) this.checkRole(plan);
    for (const table of this.parts.tables) await this.startTable(table, plans);
    for (const plan of plans.filter(({ sourceArn }) => sourceArn.includes(':sqs:'))) this.startQueue(plan);
  }

  /** A table was written to: its stream has something to read. */
  wake(table: string): void {
    this.streams.get(table)?.wake();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.streams.values()].map(stream => stream.stop()));
    await Promise.all(this.consumers.map(consumer => consumer.stop()));
  }

  private async startTable(table: TablePlan, plans: readonly MappingPlan[]): Promise<void> {
    const fresh = await ensureTable(this.parts.wire, table);
    const mappings = plans
      .filter(({ sourceArn }) => sourceArn === table.streamArn)
      .map(plan => this.streamMapping(plan));
    if (mappings.length === 0) return;
    this.consumers.push(...mappings);
    const { wire, expired, log } = this.parts;
    const deliver: ConstructorParameters<typeof TableStream>[3] = records => {
      for (const mapping of mappings) mapping.accept(records);
    };
    const stream = new TableStream(wire, table, expired, deliver, log);
    this.streams.set(table.name, stream);
    await stream.start(fresh);
  }

  private streamMapping(plan: MappingPlan): StreamMapping {
    const { invoker, sqs, log } = this.parts;
    return new StreamMapping(plan, invoker, (queue, body) => sqs.send(queue, body), log);
  }

  private startQueue(plan: MappingPlan): void {
    const queue = this.parts.sqs.queue(plan.sourceArn);
    if (!queue)
      throw new LocalStartError(
        `the mapping ${plan.logicalId} reads ${plan.sourceArn}, which the template does not hold.`,
      );
    const mapping = new SqsMapping(plan, queue, this.parts.invoker, this.parts.meter, this.parts.log);
    this.consumers.push(mapping);
    mapping.start();
  }

  private checkRole({ logicalId, sourceArn, functionName, onFailureArn }: MappingPlan): void {
    const { authorizer, lambdas } = this.parts;
    const roleArn = lambdas.find(({ name }) => name === functionName)?.roleArn ?? '';
    const reads = needed[sourceArn.includes(':sqs:') ? 'sqs' : 'stream'].map(action => ({
      action,
      resource: sourceArn,
    }));
    const sends = onFailureArn === undefined ? [] : [{ action: 'sqs:SendMessage', resource: onFailureArn }];
    const missing = [...reads, ...sends].filter(
      ({ action, resource }) => !authorizer.allows(roleArn, action, resource),
    );
    if (missing.length === 0) return;
    throw new LocalStartError(
      `the role of ${functionName} lacks what its mapping ${logicalId} needs, as AWS would say at deployment: ` +
        missing.map(({ action, resource }) => `${action} on ${resource}`).join(', '),
    );
  }
}
