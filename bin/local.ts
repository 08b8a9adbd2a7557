import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DynamoTable } from '../lib/aws/dynamo-table.ts';
import { synthesize } from '../lib/infra/synthesize.ts';
import { type LocalAws, startLocalAws } from '../lib/local/local-aws.ts';
import { LocalStartError } from '../lib/local/local-start-error.ts';
import { renderBill } from '../lib/local/render-bill.ts';
import { admin, type FirstApplication, firstApplication, seed } from './first-application.ts';
import { dataFolder, type Ready, readReadyFile, removeReadyFile, writeReadyFile } from './ready-file.ts';
import { welcome } from './welcome.ts';

const usage = `npm start                    runs Kaiwa on this machine
npm start -- --fresh         with empty tables and a new application
npm start -- --json          prints one line of JSON when it is ready; calls go to stderr
npm start -- --bill          prints at the end what the session would have cost on AWS

PORT (3000; 0 picks one), KAIWA_DATA (.kaiwa), KAIWA_SDKAPPID, KAIWA_SECRET_KEY, KAIWA_DYNAMODB_ENDPOINT`;

const options = () =>
  parseArgs({
    options: {
      fresh: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      bill: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;

type Options = ReturnType<typeof options>;

const portOf = (text = '3000'): number => {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new LocalStartError(`PORT is ${text}; it must be a number up to 65535, where 0 picks a free one.`);
};

/** Makes the data folder, empty where that was asked for. Only what a local server puts there is removed. */
const prepare = (folder: string, fresh: boolean, endpoint: string | undefined): void => {
  const running = readReadyFile();
  if (running) {
    throw new LocalStartError(
      `a Kaiwa runs on ${folder} already, at ${running.restUrl} (process ${running.pid}): ` +
        'stop it, or set KAIWA_DATA to another folder.',
    );
  }
  if (fresh && endpoint) {
    throw new LocalStartError(`--fresh cannot empty the DynamoDB at ${endpoint}: empty it there.`);
  }
  if (fresh) {
    for (const name of ['dynamodb', 'objects', 'application.json'])
      rmSync(join(folder, name), { recursive: true, force: true });
  }
  mkdirSync(folder, { recursive: true });
};

/** The table, with the key of the person who deployed. */
const tableOf = ({ tableEndpoint, region, operator, outputs }: LocalAws): DynamoTable => {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: tableEndpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: operator.accessKeyId,
    AWS_SECRET_ACCESS_KEY: operator.secretAccessKey,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
  return new DynamoTable(outputs.TableName ?? '');
};

/** Makes what a new user needs, and tells where everything is. */
const introduce = async (aws: LocalAws, application: FirstApplication, json: boolean): Promise<void> => {
  await seed(tableOf(aws), application);
  const ready: Ready = {
    restUrl: aws.outputs.RestUrl ?? '',
    socketUrl: aws.outputs.SocketUrl ?? '',
    sdkAppId: application.id,
    secretKey: application.secretKey,
    admin,
    console: null,
  };
  writeReadyFile(ready);
  console.log(json ? JSON.stringify(ready) : welcome(ready, application));
};

const start = async ({ fresh, json }: Options): Promise<LocalAws> => {
  const endpoint = process.env.KAIWA_DYNAMODB_ENDPOINT || undefined;
  const port = portOf(process.env.PORT);
  const folder = dataFolder();
  prepare(folder, fresh, endpoint);
  const application = firstApplication(folder);
  const { assemblyDirectory } = synthesize(join(folder, 'assembly'));
  const log = json ? console.error : console.log;
  const aws = await startLocalAws({
    assemblyDirectory,
    dataDirectory: folder,
    port,
    log,
    ...(endpoint && { dynamodbEndpoint: endpoint }),
  });
  try {
    await introduce(aws, application, json);
  } catch (error) {
    await aws.stop();
    throw error;
  }
  return aws;
};

const main = async (): Promise<void> => {
  const given = options();
  if (given.help) return console.log(usage);
  let aws: LocalAws | undefined;
  let stopping = false;
  const stop = async () => {
    // A terminal sends its Ctrl-C to every process in it, and npm passes it on once more.
    if (stopping) return;
    stopping = true;
    // Whatever was started by then ends with the process.
    if (!aws) process.exit(1);
    removeReadyFile();
    const bill = aws.bill();
    await aws.stop();
    if (given.bill) (given.json ? console.error : console.log)(`\n${renderBill(bill)}`);
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
  aws = await start(given);
};

main().catch((error: unknown) => {
  const known = error instanceof LocalStartError || (error instanceof TypeError && 'code' in error);
  console.error(known ? error.message : error);
  process.exit(1);
});
