import { readBatchOutcome } from './batch-outcome.ts';
import { matchesPattern } from './event-pattern.ts';
import type { Invoker } from './invoker.ts';
import { type Json, parseJson } from './json.ts';
import { world } from './local-world.ts';
import type { MappingPlan } from './mapping-plan.ts';
import type { Meter } from './meter.ts';
import type { Message, SqsQueue } from './sqs-queue.ts';
import { systemAttributes } from './sqs-service.ts';

/** Pause of an idle poller in milliseconds; a new message wakes it at once. */
const idleMs = 1000;
/** Batches of one mapping at a time where the template sets no limit. */
const standardConcurrency = 5;

const attribute = (value: Json): object => {
  const { StringValue, BinaryValue, DataType } = value as {
    StringValue?: string;
    BinaryValue?: string;
    DataType: string;
  };
  return {
    stringValue: StringValue,
    binaryValue: BinaryValue,
    stringListValues: [],
    binaryListValues: [],
    dataType: DataType,
  };
};

/** Polls a queue for a function (https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html). */
export class SqsMapping {
  private readonly loops: Promise<void>[] = [];
  private stopped = false;

  constructor(
    private readonly plan: MappingPlan,
    private readonly queue: SqsQueue,
    private readonly invoker: Invoker,
    private readonly meter: Meter,
    private readonly log: (line: string) => void,
  ) {}

  start(): void {
    const pollers = this.plan.concurrency ?? standardConcurrency;
    for (let i = 0; i < pollers; i++) this.loops.push(this.poll());
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.queue.wakeAll();
    await Promise.all(this.loops);
  }

  private async poll(): Promise<void> {
    while (!this.stopped) {
      const batch = await this.collect();
      if (batch.length === 0) await this.queue.wait(idleMs);
      else
        await this.deliver(batch).catch((error: unknown) =>
          this.log(`queue ${this.queue.plan.name}: ${String(error)}`),
        );
    }
  }

  /** A batch, filled for as long as the mapping's window lasts. */
  private async collect(): Promise<readonly Message[]> {
    const batch = [...this.queue.receive(this.plan.batchSize)];
    const untilMs = Date.now() + this.plan.windowMs;
    while (batch.length > 0 && batch.length < this.plan.batchSize && Date.now() < untilMs && !this.stopped) {
      await this.queue.wait(untilMs - Date.now());
      batch.push(...this.queue.receive(this.plan.batchSize - batch.length));
    }
    return batch.filter(message => this.keeps(message));
  }

  /** A message that fits no filter is deleted, as Lambda does. */
  private keeps(message: Message): boolean {
    const { filters } = this.plan;
    const seen = {
      body: parseJson(message.body) ?? message.body,
      messageAttributes: message.attributes ?? {},
    };
    if (filters.length === 0 || filters.some(filter => matchesPattern(filter, seen))) return true;
    this.queue.delete(message.receipt ?? '');
    return false;
  }

  private async deliver(batch: readonly Message[]): Promise<void> {
    const receipts = batch.map(({ id, receipt = '' }) => ({ id, receipt }));
    const Records = batch.map(message => this.record(message));
    this.bill('ReceiveMessage');
    const outcome = await this.invoker.invoke(this.plan.functionName, 'queue', { Records });
    const read = readBatchOutcome(
      outcome,
      this.plan.reportsItemFailures,
      batch.map(({ id }) => id),
    );
    if (read === 'all failed') return;
    const done = receipts.filter(({ id }) => !read.failed.has(id));
    if (done.length > 0) this.bill('DeleteMessageBatch');
    for (const { receipt } of done) this.queue.delete(receipt);
  }

  private bill(operation: string): void {
    const owner = { command: `function:${this.plan.functionName}`, function: this.plan.functionName };
    this.meter.count(this.queue.plan.fifo ? 'sqs-fifo-requests' : 'sqs-requests', 1, owner, operation);
  }

  private record(message: Message): object {
    const attributes = Object.entries(message.attributes ?? {});
    return {
      messageId: message.id,
      receiptHandle: message.receipt,
      body: message.body,
      attributes: systemAttributes(message),
      messageAttributes: Object.fromEntries(attributes.map(([name, value]) => [name, attribute(value)])),
      md5OfBody: message.md5,
      eventSource: 'aws:sqs',
      eventSourceARN: this.queue.plan.arn,
      awsRegion: world.region,
    };
  }
}
