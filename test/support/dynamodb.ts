import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoTable } from '../../lib/aws/dynamo-table.ts';
import { startDynamoDbLocal } from '../../lib/local/dynamodb-local.ts';
import { byTime } from '../../lib/table/keys.ts';

const tableName = 'chat';

/** A real DynamoDB table, in a process of its own, for one test file. */
export interface TestDatabase {
  readonly table: DynamoTable;
  /** The same table for what the port does not offer: reading consumed units, looking at raw items. */
  readonly client: DynamoDBClient;
  readonly tableName: string;
  stop(): Promise<void>;
}

/** The key schema of the stack (lib/infra/chat-table.ts), with the local index that orders messages. */
const createTable = new CreateTableCommand({
  TableName: tableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['PK', 'SK', byTime.attribute].map(AttributeName => ({
    AttributeName,
    AttributeType: 'S' as const,
  })),
  KeySchema: [
    { AttributeName: 'PK', KeyType: 'HASH' },
    { AttributeName: 'SK', KeyType: 'RANGE' },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: byTime.index,
      KeySchema: [
        { AttributeName: 'PK', KeyType: 'HASH' },
        { AttributeName: byTime.attribute, KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
});

/**
 * Starts DynamoDB Local with an empty table. Call it in `beforeAll` and `stop` in `afterAll`.
 * @throws LocalStartError when Java is missing or the database does not start
 */
export const startDatabase = async (): Promise<TestDatabase> => {
  const server = await startDynamoDbLocal(undefined);
  process.env.AWS_ENDPOINT_URL_DYNAMODB = server.endpoint;
  process.env.AWS_REGION = 'us-east-1';
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  const client = new DynamoDBClient({ maxAttempts: 1 });
  const stop = async (): Promise<void> => {
    client.destroy();
    await server.stop();
  };
  try {
    await client.send(createTable);
  } catch (error) {
    await stop();
    throw error;
  }
  return { table: new DynamoTable(tableName), client, tableName, stop };
};

/**
 * A database for the tests of a file, there from its first test to its last. To be called at the top of the file.
 * @throws Error when it is used before the first test
 */
export const databaseOfTests = (): Omit<TestDatabase, 'stop'> => {
  let started: TestDatabase | undefined;
  const database = (): TestDatabase => {
    if (!started) throw new Error('the database has not started');
    return started;
  };
  beforeAll(async () => {
    started = await startDatabase();
  });
  afterAll(() => started?.stop());
  return {
    get table() {
      return database().table;
    },
    get client() {
      return database().client;
    },
    get tableName() {
      return database().tableName;
    },
  };
};
