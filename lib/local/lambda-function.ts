import { randomUUID } from 'node:crypto';
import type { CallRecord } from './call-record.ts';
import { ownerOf } from './call-record.ts';
import type { Faults } from './faults.ts';
import { LambdaEnvironment, type LambdaSurroundings, type Outcome } from './lambda-environment.ts';
import type { LambdaPlan } from './lambda-plan.ts';
import type { LambdaError } from './lambda-worker.ts';
import type { Meter, Owner } from './meter.ts';

/** What a function needs besides its plan. */
export interface LambdaHost extends LambdaSurroundings {
  readonly meter: Meter;
  readonly faults: Faults;
  /** Most environments of one function at a time; further invocations wait. */
  readonly concurrency: number;
}

/** What is asked of a function when the runtime stops: sockets go on closing then. */
const stopped: LambdaError = {
  errorType: 'Runtime.Stopped',
  errorMessage: 'the local runtime has stopped',
};

/** A function: a pool of execution environments, grown by concurrent invocations as Lambda does. */
export class LambdaFunction {
  private readonly environments = new Set<LambdaEnvironment>();
  private readonly idle: LambdaEnvironment[] = [];
  private readonly waiting: ((environment: LambdaEnvironment | undefined) => void)[] = [];
  private stopped = false;

  constructor(
    readonly plan: LambdaPlan,
    private readonly host: LambdaHost,
  ) {}

  /**
   * Runs the handler.
   * @param event anything that JSON can carry
   * @param call whom the invocation and its AWS calls are counted to
   */
  async invoke(event: unknown, call: CallRecord): Promise<Outcome> {
    await this.host.faults.beforeDelivery?.({ to: 'function', name: this.plan.name });
    const environment = await this.acquire(call);
    if (!environment) return { error: stopped };
    const failed = await environment.loaded;
    if (failed) {
      this.report(failed);
      return this.release(environment, { error: failed });
    }
    const startedMs = Date.now();
    const requestId = randomUUID();
    const outcome = await environment.invoke(
      { requestId, event: JSON.stringify(event), deadlineMs: startedMs + this.plan.timeoutMs },
      call,
    );
    this.count(Date.now() - startedMs, ownerOf(call));
    this.host.meter.count('lambda-invocations', 1, ownerOf(call));
    if ('error' in outcome) this.report(outcome.error);
    return this.release(environment, outcome);
  }

  /** Loads one environment ahead of the first invocation. */
  async warm(): Promise<void> {
    if (this.environments.size > 0 || this.stopped) return;
    const environment = this.start({ command: `function:${this.plan.name}`, function: this.plan.name });
    const failed = await environment.loaded;
    if (failed) this.report(failed);
    this.release(environment, undefined);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    for (const give of this.waiting.splice(0)) give(undefined);
    await Promise.all([...this.environments].map(environment => environment.end()));
  }

  private get limit(): number {
    return Math.max(
      1,
      Math.min(this.host.concurrency, this.plan.reservedConcurrency ?? Number.POSITIVE_INFINITY),
    );
  }

  /** @returns undefined when the runtime has stopped meanwhile */
  private async acquire(call: CallRecord): Promise<LambdaEnvironment | undefined> {
    const free = this.takeIdle();
    if (free) return free;
    if (this.environments.size >= this.limit) {
      const handed = await new Promise<LambdaEnvironment | undefined>(resolve => this.waiting.push(resolve));
      if (handed) return handed;
    }
    if (this.stopped) return undefined;
    call.cold = true;
    return this.start(ownerOf(call));
  }

  private takeIdle(): LambdaEnvironment | undefined {
    for (let free = this.idle.pop(); free; free = this.idle.pop()) {
      if (!free.ended) return free;
      this.environments.delete(free);
    }
    return undefined;
  }

  private start(owner: Owner): LambdaEnvironment {
    const environment = new LambdaEnvironment(this.plan, this.host);
    this.environments.add(environment);
    this.host.meter.count('lambda-cold-starts', 1, owner);
    // Since August 2025 Lambda bills the init phase as it bills the handler.
    void environment.loaded.then(() => this.count(environment.initMs, owner));
    return environment;
  }

  private release<T>(environment: LambdaEnvironment, outcome: T): T {
    const next = this.waiting.shift();
    if (environment.ended) {
      this.environments.delete(environment);
      next?.(undefined);
    } else if (next) next(environment);
    else this.idle.push(environment);
    return outcome;
  }

  private count(milliseconds: number, owner: Owner): void {
    const seconds = Math.ceil(milliseconds) / 1000;
    this.host.meter.count('lambda-gb-seconds', seconds * (this.plan.memoryMb / 1024), owner);
  }

  private report({
    errorType,
    errorMessage,
    trace,
  }: {
    errorType: string;
    errorMessage: string;
    trace?: readonly string[];
  }): void {
    this.host.log(`[${this.plan.name}] ${trace?.join('\n') ?? `${errorType}: ${errorMessage}`}`);
  }
}
