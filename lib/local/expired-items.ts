import { AwsError } from './aws-error.ts';
import type { DynamoDbWire } from './dynamodb-wire.ts';
import type { JsonObject } from './json.ts';
import { keyNames, type TablePlan } from './table-plan.ts';

interface ScanAnswer {
  readonly Items: readonly JsonObject[];
  readonly LastEvaluatedKey?: JsonObject;
}

const identityOf = (table: string, key: JsonObject): string =>
  `${table} ${JSON.stringify(Object.entries(key).sort(([a], [b]) => (a < b ? -1 : 1)))}`;

/** How many expired keys are remembered for their stream records; without a stream nobody takes them out. */
const remembered = 10_000;

/**
 * Time to live, which DynamoDB Local does not carry out: deletes items past their time and remembers which, so that stream records
 * can say who deleted them (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html).
 */
export class ExpiredItems {
  private readonly keys = new Set<string>();

  constructor(
    private readonly wire: DynamoDbWire,
    private readonly tables: readonly TablePlan[],
    private readonly written: (table: string) => void,
  ) {}

  /** Deletes what has expired. @returns how many items */
  async sweep(): Promise<number> {
    let deleted = 0;
    for (const table of this.tables)
      if (table.ttlAttribute !== undefined) deleted += await this.sweepTable(table, table.ttlAttribute);
    return deleted;
  }

  /** Whether this key was deleted by expiry; asked once for each stream record. */
  claim(table: string, key: JsonObject): boolean {
    return this.keys.delete(identityOf(table, key));
  }

  private async sweepTable(table: TablePlan, attribute: string): Promise<number> {
    const now = Math.floor(Date.now() / 1000);
    const condition = {
      ExpressionAttributeNames: { '#ttl': attribute },
      ExpressionAttributeValues: { ':now': { N: String(now) }, ':number': { S: 'N' } },
    };
    const expired = '#ttl < :now AND attribute_type(#ttl, :number)';
    let deleted = 0;
    let after: JsonObject | undefined;
    do {
      const page: ScanAnswer = await this.wire.call('Scan', {
        TableName: table.name,
        FilterExpression: expired,
        ...condition,
        ...(after && { ExclusiveStartKey: after }),
      });
      for (const item of page.Items)
        deleted += await this.remove(table, item, { ConditionExpression: expired, ...condition });
      after = page.LastEvaluatedKey;
    } while (after);
    if (deleted > 0) this.written(table.name);
    return deleted;
  }

  private async remove(table: TablePlan, item: JsonObject, condition: object): Promise<number> {
    const key = Object.fromEntries(keyNames(table.KeySchema).map(name => [name, item[name] ?? null]));
    const identity = identityOf(table.name, key);
    if (table.StreamSpecification && this.keys.size < remembered) this.keys.add(identity);
    try {
      await this.wire.call('DeleteItem', { TableName: table.name, Key: key, ...condition });
      return 1;
    } catch (error) {
      this.keys.delete(identity);
      if (error instanceof AwsError && error.type === 'ConditionalCheckFailedException') return 0;
      throw error;
    }
  }
}
