import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

/** What an execution environment is told when it starts. */
export interface WorkerStart {
  readonly file: string;
  /** The exported function's name. */
  readonly handler: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: string;
}

/** One invocation, as handed to an execution environment. */
export interface WorkerInvocation {
  readonly requestId: string;
  /** JSON text. */
  readonly event: string;
  /** Milliseconds since the epoch. */
  readonly deadlineMs: number;
}

/** An error as Lambda reports it. */
export interface LambdaError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** What an execution environment answers. */
export type WorkerMessage =
  | { readonly kind: 'loaded' }
  | { readonly kind: 'broken'; readonly error: LambdaError }
  | { readonly kind: 'returned'; readonly requestId: string; readonly payload: string }
  | { readonly kind: 'threw'; readonly requestId: string; readonly error: LambdaError };

type Handler = (event: unknown, context: object) => unknown;

const start = workerData as WorkerStart;

const describe = (error: unknown): LambdaError =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] }
    : { errorType: typeof error, errorMessage: String(error) };

const send = (message: WorkerMessage): void => parentPort?.postMessage(message);

const contextOf = ({ requestId, deadlineMs }: WorkerInvocation) => ({
  callbackWaitsForEmptyEventLoop: true,
  functionName: start.functionName,
  functionVersion: '$LATEST',
  invokedFunctionArn: start.functionArn,
  memoryLimitInMB: start.memoryMb,
  awsRequestId: requestId,
  logGroupName: `/aws/lambda/${start.functionName}`,
  logStreamName: 'local',
  getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
});

const load = async (): Promise<Handler> => {
  const module = (await import(pathToFileURL(start.file).href)) as Record<string, unknown>;
  const handler =
    module[start.handler] ?? (module.default as Record<string, unknown> | undefined)?.[start.handler];
  if (typeof handler === 'function') return handler as Handler;
  throw new Error(`${start.handler} is undefined or not exported`);
};

const run = async (handler: Handler, invocation: WorkerInvocation): Promise<void> => {
  const { requestId } = invocation;
  try {
    const result = await handler(JSON.parse(invocation.event), contextOf(invocation));
    send({ kind: 'returned', requestId, payload: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    send({ kind: 'threw', requestId, error: describe(error) });
  }
};

load().then(
  handler => {
    parentPort?.on('message', (invocation: WorkerInvocation) => void run(handler, invocation));
    send({ kind: 'loaded' });
  },
  (error: unknown) => send({ kind: 'broken', error: describe(error) }),
);
