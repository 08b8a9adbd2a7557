import type { CallLog, Door } from './call-record.ts';
import type { Outcome } from './lambda-environment.ts';
import type { LambdaFunction } from './lambda-function.ts';

/** Runs functions for what is not a gateway: queues, streams, rules and schedules. */
export class Invoker {
  constructor(
    private readonly functions: ReadonlyMap<string, LambdaFunction>,
    private readonly calls: CallLog,
  ) {}

  /** Where failed asynchronous events of a function go, if anywhere. */
  deadLetterOf(name: string): string | undefined {
    return this.functions.get(name)?.plan.deadLetterArn;
  }

  /** Runs a function once; the call is counted to the command `function:<name>`. */
  async invoke(name: string, door: Door, event: unknown): Promise<Outcome> {
    const target = this.functions.get(name);
    if (!target) throw new Error(`no function is called ${name}`);
    const call = this.calls.begin(door, `function:${name}`, name);
    const outcome = await target.invoke(event, call);
    this.calls.end(call, { ok: 'payload' in outcome });
    return outcome;
  }
}
