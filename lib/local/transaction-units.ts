import { tableNameOf } from './dynamodb-access.ts';
import type { DynamoDbWire } from './dynamodb-wire.ts';
import { itemSize } from './item-size.ts';
import { isObject, type JsonObject } from './json.ts';
import { type IndexPlan, keyNames, type TablePlan } from './table-plan.ts';

/*
 * DynamoDB Local (January 2020) answers wrong units for transactions: it keeps one of several equal parts and doubles the rest
 * twice. So they are computed here from the items before and after, by the rules of
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html: a transaction costs
 * twice what its parts cost alone.
 */

type Item = JsonObject | undefined;

/** One part of a TransactWriteItems request. */
export interface TransactionPart {
  readonly kind: 'Put' | 'Update' | 'Delete' | 'ConditionCheck';
  readonly table: TablePlan;
  readonly key: JsonObject;
}

const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));
const readUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 4096));

const pick = (item: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(names.flatMap(name => (item[name] === undefined ? [] : [[name, item[name]]])));

/** An item's entry in an index; undefined where it lacks a key of it. */
const entryOf = (item: Item, { KeySchema, Projection }: IndexPlan, table: TablePlan): Item => {
  const keys = keyNames(KeySchema);
  if (!item || keys.some(name => item[name] === undefined)) return undefined;
  if (Projection.ProjectionType === 'ALL') return item;
  return pick(item, [...keyNames(table.KeySchema), ...keys, ...(Projection.NonKeyAttributes ?? [])]);
};

const sizeOf = (item: Item): number => (item ? itemSize(item) : 0);

/** An entry that changes its key is deleted and put: two writes; one whose projection stays costs nothing. */
const indexUnits = (before: Item, after: Item, index: IndexPlan, table: TablePlan): number => {
  const [old, fresh] = [entryOf(before, index, table), entryOf(after, index, table)];
  if (!old && !fresh) return 0;
  if (!old || !fresh) return writeUnits(sizeOf(old ?? fresh));
  if (sameItem(old, fresh)) return 0;
  const keys = keyNames(index.KeySchema);
  if (sameItem(pick(old, keys), pick(fresh, keys))) return writeUnits(Math.max(sizeOf(old), sizeOf(fresh)));
  return writeUnits(sizeOf(old)) + writeUnits(sizeOf(fresh));
};

const sameItem = (a: JsonObject, b: JsonObject): boolean => {
  const text = (item: JsonObject) =>
    JSON.stringify(Object.entries(item).sort(([x], [y]) => (x < y ? -1 : 1)));
  return text(a) === text(b);
};

/** Write units of one part of a transaction, from its item before and after. */
export const partUnits = (
  { kind, table }: Pick<TransactionPart, 'kind' | 'table'>,
  before: Item,
  after: Item,
): number => {
  const own = writeUnits(Math.max(sizeOf(before), sizeOf(after)));
  if (kind === 'ConditionCheck') return 2 * own;
  const indexes = [...table.LocalSecondaryIndexes, ...table.GlobalSecondaryIndexes];
  return 2 * indexes.reduce((total, index) => total + indexUnits(before, after, index, table), own);
};

/** The parts of a TransactWriteItems request on tables of the template. */
export const partsOf = (
  input: JsonObject,
  tables: ReadonlyMap<string, TablePlan>,
): readonly TransactionPart[] =>
  (Array.isArray(input.TransactItems) ? input.TransactItems : []).flatMap(item => {
    const [kind, part] = Object.entries(isObject(item) ? item : {})[0] ?? [];
    const table = isObject(part) ? tables.get(tableNameOf(part.TableName)) : undefined;
    if (!kind || !isObject(part) || !table) return [];
    const holder = isObject(part.Key) ? part.Key : isObject(part.Item) ? part.Item : {};
    return [{ kind: kind as TransactionPart['kind'], table, key: pick(holder, keyNames(table.KeySchema)) }];
  });

/** The stored items of the parts, in their order. */
export const itemsOf = async (
  wire: DynamoDbWire,
  parts: readonly TransactionPart[],
): Promise<readonly Item[]> => {
  if (parts.length === 0) return [];
  const TransactItems = parts.map(({ table, key }) => ({ Get: { TableName: table.name, Key: key } }));
  const { Responses } = await wire.call<{ Responses: readonly { Item?: JsonObject }[] }>('TransactGetItems', {
    TransactItems,
  });
  return Responses.map(({ Item }) => Item);
};

/** Read units of a TransactGetItems answer: twice one per 4 KB of each item, found or not. */
export const transactGetUnits = (answer: JsonObject): number => {
  const responses = Array.isArray(answer.Responses) ? answer.Responses : [];
  return responses.reduce<number>((total, response) => {
    const item = isObject(response) && isObject(response.Item) ? response.Item : undefined;
    return total + 2 * readUnits(sizeOf(item));
  }, 0);
};
