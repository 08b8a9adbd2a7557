import type { Service, ServiceAnswer, ServiceRequest } from './aws-endpoint.ts';
import { neededBy, tableNameOf } from './dynamodb-access.ts';
import type { DynamoDbWire, RawAnswer } from './dynamodb-wire.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import type { Meter } from './meter.ts';
import type { TablePlan } from './table-plan.ts';
import { itemsOf, partsOf, partUnits, transactGetUnits } from './transaction-units.ts';

const reads = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan']);
const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem']);

const consumed = (answer: JsonObject): number => {
  const capacity: Json = answer.ConsumedCapacity ?? [];
  return (Array.isArray(capacity) ? capacity : [capacity]).reduce<number>(
    (total, part) => total + (isObject(part) ? Number(part.CapacityUnits ?? 0) : 0),
    0,
  );
};

const smallestRead = (consistent: Json | undefined): number => (consistent === true ? 1 : 0.5);

const lengthOf = (value: Json | undefined): number => (Array.isArray(value) ? value.length : 0);

/** What the keys of a batch cost that are not there. */
const absentUnits = (input: JsonObject, answer: JsonObject): number => {
  const wanted = isObject(input.RequestItems) ? input.RequestItems : {};
  const found = isObject(answer.Responses) ? answer.Responses : {};
  return Object.entries(wanted).reduce((units, [table, request]) => {
    if (!isObject(request)) return units;
    const absent = lengthOf(request.Keys) - lengthOf(found[table]);
    return units + absent * smallestRead(request.ConsistentRead);
  }, 0);
};

/** DynamoDB charges for what is not there as for the smallest read; DynamoDB Local answers 0 for some. */
const readUnitsOf = (operation: string, input: JsonObject, answer: JsonObject): number => {
  if (operation === 'TransactGetItems') return transactGetUnits(answer);
  const units = consumed(answer);
  if (operation === 'BatchGetItem') return units + absentUnits(input, answer);
  return units > 0 || operation !== 'Query' ? units : smallestRead(input.ConsistentRead);
};

/** A write that fails on its condition costs what the stored item would; the answer does not tell, so one unit a part is counted. */
const refusedUnits = (answer: JsonObject): number => {
  const type = String(answer.__type);
  if (type.endsWith('ConditionalCheckFailedException')) return 1;
  const reasons = Array.isArray(answer.CancellationReasons) ? answer.CancellationReasons : [];
  return type.endsWith('TransactionCanceledException') ? 2 * reasons.length : 0;
};

/** DynamoDB: hands requests to DynamoDB Local and counts the request units that it answers. */
export class DynamoDbService implements Service {
  readonly name = 'dynamodb';

  constructor(
    private readonly wire: DynamoDbWire,
    private readonly tables: ReadonlyMap<string, TablePlan>,
    private readonly meter: Meter,
    private readonly written: (table: string) => void,
  ) {}

  readonly answer = async (request: ServiceRequest): Promise<ServiceAnswer> => {
    const input = JSON.parse(request.body.toString() || '{}') as JsonObject;
    for (const { action, resource } of neededBy(request.operation, input))
      request.authorize(action, resource);
    const raw =
      request.operation === 'TransactWriteItems'
        ? this.transact(request, input)
        : this.single(request, input);
    return await raw;
  };

  private async single(request: ServiceRequest, input: JsonObject): Promise<RawAnswer> {
    const { operation } = request;
    const metered = reads.has(operation) || writes.has(operation);
    const asked = input.ReturnConsumedCapacity !== undefined && input.ReturnConsumedCapacity !== 'NONE';
    const body =
      metered && !asked ? JSON.stringify({ ...input, ReturnConsumedCapacity: 'TOTAL' }) : request.body;
    const raw = await this.wire.send(`DynamoDB_20120810.${operation}`, body);
    if (!metered && operation !== 'TransactGetItems') return raw;
    const answer = JSON.parse(raw.body) as JsonObject;
    this.count(request, input, raw.status, answer);
    if (writes.has(operation)) this.announce(input);
    if (asked || answer.ConsumedCapacity === undefined) return raw;
    const { ConsumedCapacity: _, ...rest } = answer;
    return { status: raw.status, body: JSON.stringify(rest) };
  }

  private count(request: ServiceRequest, input: JsonObject, status: number, answer: JsonObject): void {
    const { operation } = request;
    if (status !== 200) this.writeUnits(request, refusedUnits(answer), answer);
    else if (writes.has(operation)) this.writeUnits(request, consumed(answer));
    else this.readUnits(request, readUnitsOf(operation, input, answer));
  }

  private async transact(request: ServiceRequest, input: JsonObject): Promise<RawAnswer> {
    const parts = partsOf(input, this.tables);
    const before = await itemsOf(this.wire, parts).catch(() => []);
    const raw = await this.wire.send('DynamoDB_20120810.TransactWriteItems', request.body);
    if (raw.status !== 200) {
      const answer = JSON.parse(raw.body) as JsonObject;
      this.writeUnits(request, refusedUnits(answer), answer);
      return raw;
    }
    const after = await itemsOf(this.wire, parts);
    this.writeUnits(
      request,
      parts.reduce((total, part, i) => total + partUnits(part, before[i], after[i]), 0),
    );
    for (const { table } of parts) this.written(table.name);
    return raw;
  }

  private announce(input: JsonObject): void {
    const names = isObject(input.RequestItems)
      ? Object.keys(input.RequestItems)
      : [tableNameOf(input.TableName)];
    for (const name of names) this.written(tableNameOf(name));
  }

  private writeUnits(
    { record, payer, operation }: ServiceRequest,
    units: number,
    failure?: JsonObject,
  ): void {
    record.writeUnits += units;
    if (failure) record.error = String(failure.__type).split('#').at(-1) ?? 'Unknown';
    this.meter.count('dynamodb-write-units', units, payer, operation);
  }

  private readUnits({ record, payer, operation }: ServiceRequest, units: number): void {
    record.readUnits += units;
    this.meter.count('dynamodb-read-units', units, payer, operation);
  }
}
