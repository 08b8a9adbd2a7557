import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import {
  ConditionFailed,
  type Delete,
  type Expression,
  type Key,
  type Page,
  type Put,
  type Query,
  type Table,
  TableBusy,
  type Update,
  type Write,
} from '../kernel/ports.ts';
import { isBusy, pastConflicts } from './transaction-conflict.ts';

const toItem = (value: object) => marshall(value, { removeUndefinedValues: true });
const optional = <T extends object>(values: T) => values as { [K in keyof T]: NonNullable<T[K]> };

/** Names and values as DynamoDB takes them; absent members stay absent, because DynamoDB refuses empty ones. */
const expression = ({ names, values }: Expression) => ({
  ...(names && { ExpressionAttributeNames: { ...names } }),
  ...(values && { ExpressionAttributeValues: toItem(values) }),
});

const failed = (error: unknown): boolean =>
  error instanceof ConditionalCheckFailedException ||
  (error instanceof TransactionCanceledException &&
    (error.CancellationReasons ?? []).some(reason => reason.Code === 'ConditionalCheckFailed'));

const conditional = async <T>(write: () => Promise<T>): Promise<T> => {
  try {
    return await pastConflicts(write);
  } catch (error) {
    if (failed(error)) throw new ConditionFailed();
    if (isBusy(error)) throw new TableBusy();
    throw error;
  }
};

/** DynamoDB takes at most 100 keys in one batch (API reference: BatchGetItem). */
const keysPerBatch = 100;

/** The table port over DynamoDB. One instance for each execution environment keeps its connections. */
export class DynamoTable implements Table {
  private readonly client = new DynamoDBClient({ maxAttempts: 4 });

  constructor(private readonly name: string) {}

  async get<T>(key: Key, options?: { readonly consistent?: boolean }): Promise<T | undefined> {
    const input = { TableName: this.name, Key: toItem(key), ConsistentRead: options?.consistent ?? false };
    const { Item } = await this.client.send(new GetItemCommand(input));
    return Item && (unmarshall(Item) as T);
  }

  async getMany<T>(keys: readonly Key[], options?: { readonly consistent?: boolean }): Promise<readonly T[]> {
    const batches = Array.from({ length: Math.ceil(keys.length / keysPerBatch) }, (_, i) =>
      this.getBatch<T>(keys.slice(i * keysPerBatch, (i + 1) * keysPerBatch), options?.consistent ?? false),
    );
    return (await Promise.all(batches)).flat();
  }

  private async getBatch<T>(keys: readonly Key[], consistent: boolean): Promise<T[]> {
    const found: T[] = [];
    let request = [...keys].map(key => toItem(key));
    while (request.length > 0) {
      const input = { RequestItems: { [this.name]: { Keys: request, ConsistentRead: consistent } } };
      const answer = await this.client.send(new BatchGetItemCommand(input));
      found.push(...(answer.Responses?.[this.name] ?? []).map(item => unmarshall(item) as T));
      request = answer.UnprocessedKeys?.[this.name]?.Keys ?? [];
    }
    return found;
  }

  async query<T>(query: Query): Promise<Page<T>> {
    const { Items = [], LastEvaluatedKey } = await this.client.send(new QueryCommand(this.queryInput(query)));
    const items = Items.map(item => unmarshall(item) as T);
    return LastEvaluatedKey ? { items, next: unmarshall(LastEvaluatedKey) } : { items };
  }

  async count(query: Query, most: number): Promise<number> {
    let count = 0;
    let after: Query['after'];
    do {
      const input = this.queryInput({ ...query, limit: most, ...(after && { after }) });
      const page = await this.client.send(new QueryCommand({ ...input, Select: 'COUNT' }));
      count += page.Count ?? 0;
      after = page.LastEvaluatedKey && unmarshall(page.LastEvaluatedKey);
    } while (after && count < most);
    return Math.min(count, most);
  }

  private queryInput(query: Query) {
    return optional({
      TableName: this.name,
      KeyConditionExpression: query.where,
      ...expression(query),
      ...(query.index && { IndexName: query.index }),
      ...(query.filter && { FilterExpression: query.filter }),
      ...(query.project && { ProjectionExpression: query.project }),
      ...(query.limit && { Limit: query.limit }),
      ...(query.after && { ExclusiveStartKey: toItem(query.after) }),
      ConsistentRead: query.consistent ?? false,
      ScanIndexForward: !query.backward,
    });
  }

  async put(put: Put): Promise<void> {
    await conditional(() => this.client.send(new PutItemCommand(this.putInput(put))));
  }

  async update<T>(update: Update): Promise<T> {
    const input = { ...this.updateInput(update), ReturnValues: 'ALL_NEW' as const };
    const { Attributes } = await conditional(() => this.client.send(new UpdateItemCommand(input)));
    return unmarshall(Attributes ?? {}) as T;
  }

  async delete<T>(del: Delete): Promise<T | undefined> {
    const input = { ...this.deleteInput(del), ReturnValues: 'ALL_OLD' as const };
    const { Attributes } = await conditional(() => this.client.send(new DeleteItemCommand(input)));
    return Attributes && (unmarshall(Attributes) as T);
  }

  async transact(writes: readonly Write[]): Promise<void> {
    const TransactItems = writes.map(write => {
      if ('put' in write) return { Put: this.putInput(write.put) };
      if ('update' in write) return { Update: this.updateInput(write.update) };
      return { Delete: this.deleteInput(write.delete) };
    });
    await conditional(() => this.client.send(new TransactWriteItemsCommand({ TransactItems })));
  }

  private putInput(put: Put) {
    return optional({
      TableName: this.name,
      Item: toItem(put.item),
      ...(put.condition && { ConditionExpression: put.condition }),
      ...expression(put),
    });
  }

  private updateInput(update: Update) {
    return optional({
      TableName: this.name,
      Key: toItem(update.key),
      UpdateExpression: update.set,
      ...(update.condition && { ConditionExpression: update.condition }),
      ...expression(update),
    });
  }

  private deleteInput(del: Delete) {
    return optional({
      TableName: this.name,
      Key: toItem(del.key),
      ...(del.condition && { ConditionExpression: del.condition }),
      ...expression(del),
    });
  }
}
