import { readFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { transformSync } from 'esbuild';
import type { CallRecord } from './call-record.ts';
import type { Credentials, Principal } from './credentials.ts';
import type { LambdaPlan } from './lambda-plan.ts';
import type { LambdaError, WorkerInvocation, WorkerMessage, WorkerStart } from './lambda-worker.ts';
import { world } from './local-world.ts';

/** What came out of an invocation. */
export type Outcome = { readonly payload: string } | { readonly error: LambdaError };

/** What all environments share. */
export interface LambdaSurroundings {
  readonly credentials: Credentials;
  /** Addresses of the services, as `AWS_ENDPOINT_URL_*` and the like. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
}

let workerCode: string | undefined;

/** Node 20 runs no TypeScript in a worker, so the worker's own file is stripped of its types once. */
const compiledWorker = (): string => {
  const source = readFileSync(fileURLToPath(new URL('./lambda-worker.ts', import.meta.url)), 'utf8');
  workerCode ??= transformSync(source, {
    loader: 'ts',
    format: 'cjs',
    platform: 'node',
    target: 'node20',
  }).code;
  return workerCode;
};

/** The variables of https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html, and nothing of the host's. */
const variablesOf = (plan: LambdaPlan, key: Principal, endpoints: Readonly<Record<string, string>>) => ({
  ...plan.variables,
  ...endpoints,
  AWS_REGION: world.region,
  AWS_DEFAULT_REGION: world.region,
  AWS_LAMBDA_FUNCTION_NAME: plan.name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(plan.memoryMb),
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${plan.name}`,
  AWS_LAMBDA_LOG_STREAM_NAME: 'local',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs',
  AWS_ACCESS_KEY_ID: key.accessKeyId,
  AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
  AWS_SESSION_TOKEN: key.sessionToken ?? '',
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  // Node 20 of a development machine is no news to anybody, and ten lines of it for each function hide the rest.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  TZ: ':UTC',
});

/** One execution environment: a worker thread that handles one invocation at a time. */
export class LambdaEnvironment {
  /** The invocation at work, to which its AWS calls are attributed. */
  call: CallRecord | undefined;
  /** Milliseconds from start to ready. */
  initMs = 0;
  ended = false;
  readonly loaded: Promise<LambdaError | undefined>;
  private readonly worker: Worker;
  private readonly principal: Principal;
  private settle: ((outcome: Outcome) => void) | undefined;

  constructor(
    private readonly plan: LambdaPlan,
    private readonly surroundings: LambdaSurroundings,
  ) {
    const { credentials, endpoints } = surroundings;
    this.principal = credentials.issue({ function: plan.name, roleArn: plan.roleArn, call: () => this.call });
    const start: WorkerStart = {
      file: plan.file,
      handler: plan.handler,
      functionName: plan.name,
      functionArn: plan.arn,
      memoryMb: String(plan.memoryMb),
    };
    this.worker = new Worker(compiledWorker(), {
      eval: true,
      workerData: start,
      env: variablesOf(plan, this.principal, endpoints),
      execArgv: [],
      stdout: true,
      stderr: true,
    });
    this.forward(this.worker.stdout);
    this.forward(this.worker.stderr);
    this.loaded = this.listen(Date.now());
  }

  /** Runs one invocation; an environment that timed out or died is of no further use. */
  async invoke(invocation: WorkerInvocation, call: CallRecord): Promise<Outcome> {
    this.call = call;
    const timer = setTimeout(() => this.timeOut(invocation.requestId), this.plan.timeoutMs);
    try {
      return await new Promise<Outcome>(settle => {
        this.settle = settle;
        this.worker.postMessage(invocation);
      });
    } finally {
      clearTimeout(timer);
      this.call = undefined;
    }
  }

  async end(): Promise<void> {
    this.ended = true;
    this.surroundings.credentials.revoke(this.principal);
    await this.worker.terminate();
  }

  private timeOut(requestId: string): void {
    const seconds = (this.plan.timeoutMs / 1000).toFixed(2);
    const errorMessage = `${new Date().toISOString()} ${requestId} Task timed out after ${seconds} seconds`;
    this.settle?.({ error: { errorType: 'Sandbox.Timedout', errorMessage } });
    void this.end();
  }

  private listen(startedMs: number): Promise<LambdaError | undefined> {
    return new Promise(resolve => {
      const died = (error: LambdaError) => {
        if (!this.ended) void this.end();
        resolve(error);
        this.settle?.({ error });
      };
      this.worker.on('message', (message: WorkerMessage) => {
        this.initMs ||= Date.now() - startedMs;
        if (message.kind === 'loaded') resolve(undefined);
        else if (message.kind === 'broken') died(message.error);
        else if (message.kind === 'returned') this.settle?.({ payload: message.payload });
        else this.settle?.({ error: message.error });
      });
      this.worker.on('error', (error: Error) => died({ errorType: error.name, errorMessage: error.message }));
      this.worker.on('exit', () =>
        died({ errorType: 'Runtime.ExitError', errorMessage: 'Runtime exited before it answered' }),
      );
    });
  }

  private forward(stream: Readable): void {
    createInterface({ input: stream }).on('line', line =>
      this.surroundings.log(`[${this.plan.name}] ${line}`),
    );
  }
}
