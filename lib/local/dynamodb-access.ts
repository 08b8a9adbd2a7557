import { isObject, type Json, type JsonObject, listOf } from './json.ts';
import { arn } from './local-world.ts';

/** One action on one resource, as IAM is asked. */
export interface Needed {
  readonly action: string;
  readonly resource: string;
}

/** A table's name, given by name or ARN. */
export const tableNameOf = (value: Json | undefined): string =>
  String(value ?? '')
    .split('/')
    .at(-1) ?? '';

const tableArn = (table: Json | undefined, index?: Json): string =>
  arn('dynamodb', `table/${tableNameOf(table)}${index === undefined ? '' : `/index/${String(index)}`}`);

const partActions: Record<string, string> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  Get: 'GetItem',
  ConditionCheck: 'ConditionCheckItem',
};

const transactionParts = (input: JsonObject): Needed[] =>
  listOf(input.TransactItems as JsonObject[] | undefined).flatMap(item =>
    Object.entries(item).map(([kind, part]) => ({
      action: `dynamodb:${partActions[kind] ?? kind}`,
      resource: tableArn(isObject(part) ? part.TableName : undefined),
    })),
  );

/**
 * What a request to DynamoDB needs: transactions and batches need it for every table they name
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html).
 */
export const neededBy = (operation: string, input: JsonObject): readonly Needed[] => {
  if (operation.startsWith('Transact')) return transactionParts(input);
  const action = `dynamodb:${operation}`;
  if (isObject(input.RequestItems)) {
    return Object.keys(input.RequestItems).map(table => ({ action, resource: tableArn(table) }));
  }
  if (input.TableName === undefined) return [{ action, resource: '*' }];
  return [{ action, resource: tableArn(input.TableName, input.IndexName) }];
};
