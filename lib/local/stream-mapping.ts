import { setTimeout as sleep } from 'node:timers/promises';
import { readBatchOutcome } from './batch-outcome.ts';
import { matchesPattern } from './event-pattern.ts';
import type { Invoker } from './invoker.ts';
import type { Json } from './json.ts';
import type { MappingPlan } from './mapping-plan.ts';
import type { StreamRecord } from './table-stream.ts';

/** Sends to the queue of that ARN. */
export type SendToQueue = (queueArn: string, body: string) => void;

/** Longest pause between two tries of a batch, in milliseconds. */
const longestBackoffMs = 10_000;

/**
 * Hands stream records to a function: in order, at least once, a failed batch before any later one
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html).
 */
export class StreamMapping {
  private readonly pending: StreamRecord[] = [];
  private running = false;
  private readonly stopping = new AbortController();

  constructor(
    private readonly plan: MappingPlan,
    private readonly invoker: Invoker,
    private readonly sendToQueue: SendToQueue,
    private readonly log: (line: string) => void,
  ) {}

  /** Takes records; those that fit no filter are dropped without an invocation. */
  accept(records: readonly StreamRecord[]): void {
    this.pending.push(...records.filter(record => this.fits(record)));
    if (this.running || this.pending.length === 0) return;
    this.running = true;
    this.drain().catch((error: unknown) => {
      if (!this.stopping.signal.aborted) this.log(`stream mapping ${this.plan.logicalId}: ${String(error)}`);
    });
  }

  stop(): void {
    this.stopping.abort();
  }

  private fits(record: StreamRecord): boolean {
    const { filters } = this.plan;
    return filters.length === 0 || filters.some(filter => matchesPattern(filter, record as unknown as Json));
  }

  private async drain(): Promise<void> {
    const { signal } = this.stopping;
    try {
      while (this.pending.length > 0 && !signal.aborted) {
        if (this.pending.length < this.plan.batchSize && this.plan.windowMs > 0) {
          await sleep(this.plan.windowMs, undefined, { signal });
        }
        await this.deliver(this.pending.splice(0, this.plan.batchSize), 0);
      }
    } finally {
      this.running = false;
    }
  }

  private async deliver(batch: readonly StreamRecord[], attempt: number): Promise<void> {
    const rest = await this.tryOnce(batch);
    if (rest.length === 0 || this.stopping.signal.aborted) return;
    const { maximumRetries, bisects } = this.plan;
    if (maximumRetries >= 0 && attempt >= maximumRetries) return this.giveUp(rest, attempt + 1);
    await sleep(Math.min(100 * 2 ** attempt, longestBackoffMs), undefined, { signal: this.stopping.signal });
    if (!bisects || rest.length === 1 || rest.length < batch.length) return this.deliver(rest, attempt + 1);
    const middle = Math.ceil(rest.length / 2);
    await this.deliver(rest.slice(0, middle), attempt + 1);
    await this.deliver(rest.slice(middle), attempt + 1);
  }

  /** Answers what is left to do: from the first failed record on. */
  private async tryOnce(batch: readonly StreamRecord[]): Promise<readonly StreamRecord[]> {
    const ids = batch.map(({ dynamodb }) => dynamodb.SequenceNumber);
    const outcome = await this.invoker.invoke(this.plan.functionName, 'stream', { Records: batch });
    const read = readBatchOutcome(outcome, this.plan.reportsItemFailures, ids);
    if (read === 'all failed') return batch;
    const first = ids.findIndex(id => read.failed.has(id));
    return first < 0 ? [] : batch.slice(first);
  }

  /** The failure destination gets where the records were, not the records (same page, "retain discarded batches"). */
  private giveUp(batch: readonly StreamRecord[], attempts: number): void {
    const numbers = batch.map(({ dynamodb }) => dynamodb.SequenceNumber);
    this.log(
      `stream mapping ${this.plan.logicalId} gave up on ${batch.length} records after ${attempts} tries`,
    );
    if (this.plan.onFailureArn === undefined) return;
    const body = {
      requestContext: {
        functionArn: this.plan.functionName,
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: attempts,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: new Date().toISOString(),
      DDBStreamBatchInfo: {
        streamArn: this.plan.sourceArn,
        batchSize: batch.length,
        startSequenceNumber: numbers[0],
        endSequenceNumber: numbers.at(-1),
      },
    };
    this.sendToQueue(this.plan.onFailureArn, JSON.stringify(body));
  }
}
