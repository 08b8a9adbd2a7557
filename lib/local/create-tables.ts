import { AwsError } from './aws-error.ts';
import type { DynamoDbWire } from './dynamodb-wire.ts';
import { LocalStartError } from './local-start-error.ts';
import type { IndexPlan, TablePlan } from './table-plan.ts';

interface Described {
  readonly Table: {
    readonly KeySchema: object;
    readonly LocalSecondaryIndexes?: readonly IndexPlan[];
    readonly GlobalSecondaryIndexes?: readonly IndexPlan[];
  };
}

const describe = async (wire: DynamoDbWire, name: string): Promise<Described | undefined> => {
  try {
    return await wire.call<Described>('DescribeTable', { TableName: name });
  } catch (error) {
    if (error instanceof AwsError && error.type === 'ResourceNotFoundException') return undefined;
    throw error;
  }
};

const shapeOf = (table: {
  KeySchema: object;
  LocalSecondaryIndexes?: readonly IndexPlan[];
  GlobalSecondaryIndexes?: readonly IndexPlan[];
}) => {
  const names = (indexes: readonly IndexPlan[] = []) =>
    indexes.map(({ IndexName, KeySchema }) => [IndexName, KeySchema]).sort();
  return JSON.stringify([
    table.KeySchema,
    names(table.LocalSecondaryIndexes),
    names(table.GlobalSecondaryIndexes),
  ]);
};

const create = async (wire: DynamoDbWire, plan: TablePlan): Promise<void> => {
  const {
    AttributeDefinitions,
    KeySchema,
    LocalSecondaryIndexes: local,
    GlobalSecondaryIndexes: global,
  } = plan;
  await wire.call('CreateTable', {
    TableName: plan.name,
    AttributeDefinitions,
    KeySchema,
    BillingMode: 'PAY_PER_REQUEST',
    ...(local.length > 0 && { LocalSecondaryIndexes: local }),
    ...(global.length > 0 && { GlobalSecondaryIndexes: global }),
    ...(plan.StreamSpecification && {
      StreamSpecification: { StreamEnabled: true, ...plan.StreamSpecification },
    }),
  });
  if (!plan.ttlAttribute) return;
  const TimeToLiveSpecification = { Enabled: true, AttributeName: plan.ttlAttribute };
  await wire.call('UpdateTimeToLive', { TableName: plan.name, TimeToLiveSpecification });
};

/**
 * Makes a table unless data of an earlier start holds it already.
 * @returns whether it is new
 * @throws LocalStartError when the kept table has other keys or indexes than the template
 */
export const ensureTable = async (wire: DynamoDbWire, plan: TablePlan): Promise<boolean> => {
  const existing = await describe(wire, plan.name);
  if (!existing) {
    await create(wire, plan);
    return true;
  }
  if (shapeOf(existing.Table) === shapeOf(plan)) return false;
  throw new LocalStartError(
    `the kept table ${plan.name} has other keys or indexes than the template: start with --fresh, which empties the data folder.`,
  );
};
