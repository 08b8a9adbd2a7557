import { createHash } from 'node:crypto';
import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, SQSClient } from '@aws-sdk/client-sqs';
import type { Job, Queue, QueueName } from '../kernel/ports.ts';

/** Limits of one call (SQS developer guide: quotas; some room is left for the names around the bodies). */
const largest = { entries: 10, bytes: 1_000_000 };
const attempts = 3;

/**
 * A queue shares its consumers fairly between message groups (SQS developer guide: fair queues). The name of a message group may not
 * hold every character that ids may, so it is a digest.
 */
const fairGroup = (owner: string): string => createHash('sha256').update(owner).digest('hex');

const entryOf = ({ body, owner, delaySeconds }: Job, i: number): SendMessageBatchRequestEntry => ({
  Id: String(i),
  MessageBody: JSON.stringify(body),
  MessageGroupId: fairGroup(owner),
  ...(delaySeconds && { DelaySeconds: delaySeconds }),
});

const bytesOf = (entry: SendMessageBatchRequestEntry): number => Buffer.byteLength(entry.MessageBody ?? '');

/** As few calls as their limits allow. */
const batchesOf = (jobs: readonly Job[]): readonly SendMessageBatchRequestEntry[][] => {
  const batches: SendMessageBatchRequestEntry[][] = [];
  let bytes = 0;
  for (const [i, job] of jobs.entries()) {
    const entry = entryOf(job, i);
    const last = batches.at(-1);
    if (last && last.length < largest.entries && bytes + bytesOf(entry) <= largest.bytes) {
      last.push(entry);
      bytes += bytesOf(entry);
    } else {
      batches.push([entry]);
      bytes = bytesOf(entry);
    }
  }
  return batches;
};

/** The queue port over SQS. */
export class SqsQueue implements Queue {
  private readonly client = new SQSClient({ maxAttempts: 4 });

  /** @param urls the queues that the function may send to */
  constructor(private readonly urls: Readonly<Partial<Record<QueueName, string>>>) {}

  async send(name: QueueName, jobs: readonly Job[]): Promise<void> {
    const url = this.urls[name];
    if (!url) throw new Error(`this function is not told of the queue ${name}`);
    await Promise.all(batchesOf(jobs).map(batch => this.sendBatch(url, batch)));
  }

  /** A call may answer well and still have refused some; those alone are sent again. */
  private async sendBatch(
    url: string,
    entries: readonly SendMessageBatchRequestEntry[],
    attempt = 1,
  ): Promise<void> {
    const { Failed = [] } = await this.client.send(
      new SendMessageBatchCommand({ QueueUrl: url, Entries: [...entries] }),
    );
    if (Failed.length === 0) return;
    if (attempt === attempts) throw new Error(`the queue refused ${Failed.length} jobs`);
    const ids = new Set(Failed.map(({ Id }) => Id));
    await this.sendBatch(
      url,
      entries.filter(({ Id }) => ids.has(Id)),
      attempt + 1,
    );
  }
}
