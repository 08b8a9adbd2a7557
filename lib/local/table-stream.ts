import type { DynamoDbWire } from './dynamodb-wire.ts';
import type { ExpiredItems } from './expired-items.ts';
import type { JsonObject } from './json.ts';
import { world } from './local-world.ts';
import type { TablePlan } from './table-plan.ts';

/** A stream record as Lambda hands it to a function. */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly dynamodb: {
    readonly Keys: JsonObject;
    readonly SequenceNumber: string;
    readonly [field: string]: unknown;
  };
  readonly eventSourceARN: string;
  readonly [field: string]: unknown;
}

interface Shard {
  iterator: string | undefined;
}

interface StreamDescription {
  readonly StreamDescription: { readonly Shards: readonly { readonly ShardId: string }[] };
}

/** Pauses between polls in milliseconds: short after a write, so that a change is seen at once, then long. */
const pausesMs = [10, 40, 100, 250];
const idlePauseMs = 1000;
/** Polls between two looks for new shards; DynamoDB Local closes a shard after four hours. */
const pollsPerDescription = 60;

/** Reads the stream of one table and hands on its records in order. */
export class TableStream {
  private readonly shards = new Map<string, Shard>();
  private streamArn = '';
  private polls = 0;
  private quiet = 0;
  private timer: NodeJS.Timeout | undefined;
  private polling: Promise<void> | undefined;
  private stopped = false;

  constructor(
    private readonly wire: DynamoDbWire,
    private readonly table: TablePlan,
    private readonly expired: ExpiredItems,
    private readonly deliver: (records: readonly StreamRecord[]) => void,
    private readonly log: (line: string) => void,
  ) {}

  /** Begins to read. @param fromStart reads a new table's stream whole, and of a kept one only what comes after this start */
  async start(fromStart: boolean): Promise<void> {
    const { Table } = await this.wire.call<{ Table: { LatestStreamArn?: string } }>('DescribeTable', {
      TableName: this.table.name,
    });
    this.streamArn = Table.LatestStreamArn ?? '';
    await this.findShards(fromStart ? 'TRIM_HORIZON' : 'LATEST');
    this.schedule();
  }

  /** Something was written: looks soon. */
  wake(): void {
    this.quiet = 0;
    this.schedule();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.polling;
  }

  private schedule(): void {
    if (this.stopped || this.polling !== undefined) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.run(), pausesMs[this.quiet] ?? idlePauseMs);
  }

  private run(): void {
    const quietBefore = this.quiet++;
    this.polling = this.poll(quietBefore)
      .catch((error: unknown) => this.log(`stream of ${this.table.name}: ${String(error)}`))
      .finally(() => {
        this.polling = undefined;
        this.schedule();
      });
  }

  private async poll(quietBefore: number): Promise<void> {
    if (++this.polls % pollsPerDescription === 0) await this.findShards('TRIM_HORIZON');
    for (const shard of this.shards.values()) {
      if (await this.read(shard)) this.quiet = Math.min(this.quiet, quietBefore, 1);
    }
  }

  private async findShards(type: 'TRIM_HORIZON' | 'LATEST'): Promise<void> {
    const described = await this.wire.streams<StreamDescription>('DescribeStream', {
      StreamArn: this.streamArn,
    });
    for (const { ShardId } of described.StreamDescription.Shards) {
      if (this.shards.has(ShardId)) continue;
      const ask = { StreamArn: this.streamArn, ShardId, ShardIteratorType: type };
      const { ShardIterator } = await this.wire.streams<{ ShardIterator: string }>('GetShardIterator', ask);
      this.shards.set(ShardId, { iterator: ShardIterator });
    }
  }

  private async read(shard: Shard): Promise<boolean> {
    if (shard.iterator === undefined) return false;
    const answer = await this.wire.streams<{ Records: readonly StreamRecord[]; NextShardIterator?: string }>(
      'GetRecords',
      {
        ShardIterator: shard.iterator,
      },
    );
    shard.iterator = answer.NextShardIterator;
    if (shard.iterator === undefined) await this.findShards('TRIM_HORIZON');
    if (answer.Records.length > 0) this.deliver(answer.Records.map(record => this.asLambdaSees(record)));
    return answer.Records.length > 0;
  }

  private asLambdaSees(record: StreamRecord): StreamRecord {
    const byExpiry =
      record.eventName === 'REMOVE' && this.expired.claim(this.table.name, record.dynamodb.Keys);
    return {
      ...record,
      awsRegion: world.region,
      eventSourceARN: this.table.streamArn,
      ...(byExpiry && { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } }),
    };
  }
}
